package io.callyard.proofs.leads;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.event.LeadEvent.LeadDialed;
import io.callyard.event.LoggedEvent;
import io.callyard.machine.CallMachine;
import io.callyard.machine.CarrierReports;
import io.callyard.memory.InMemoryStore;
import io.callyard.model.AccountLimits;
import io.callyard.model.Call;
import io.callyard.model.CallId;
import io.callyard.model.CarrierCallId;
import io.callyard.model.CarrierCause;
import io.callyard.model.NodeId;
import io.callyard.model.Outcome;
import io.callyard.model.RetryPolicy;
import io.callyard.model.TenantLimits;
import io.callyard.model.lead.LeadContact;
import io.callyard.proofs.Timing;
import io.callyard.proofs.leads.Dial.Became;
import io.callyard.proofs.leads.Evidence.Promised;
import io.callyard.spi.store.ClaimOrder;
import io.callyard.spi.store.Claimed;
import io.callyard.spi.store.LeadOrder;
import io.callyard.spi.store.Store;
import io.callyard.testkit.VirtualScheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What is planted into a clean run is found. */
class LeadVerdictTest {
    private static final Owner ANN = Owner.ALL.get(0);

    private final VirtualScheduler time = VirtualScheduler.seeded(1);
    private final SplittableRandom random = new SplittableRandom(1);
    private final Store store = new InMemoryStore(time);
    private final CallMachine machine = new CallMachine(Timing.SETTINGS.timeouts());
    private final CarrierReports reports = new CarrierReports(Timing.SETTINGS.timeouts());
    private final List<Promised> promised = new ArrayList<>();
    private final List<Dial> dials = new ArrayList<>();
    private final List<Told> told = new ArrayList<>();

    LeadVerdictTest() {
        store.setTenantLimits(ANN.tenant(), TenantLimits.DEFAULT.withMaxLive(2));
        store.setAccountLimits(TenantLimits.DEFAULT_ACCOUNT, AccountLimits.NONE);
    }

    private Books books() {
        return Books.of(store, ANN.tenant());
    }

    private List<String> problems(Books books) {
        return LeadVerdict.of(new Evidence(promised, List.of(books), dials, told))
                .problems();
    }

    private List<String> problems() {
        return problems(books());
    }

    private LeadContact added(int row) {
        LeadContact contact = ANN.contact(row);
        store.addLeads(ANN.tenant(), List.of(contact));
        promised.add(new Promised(ANN.tenant(), contact));
        return contact;
    }

    /** Has a lead's call taken in and claimed. */
    private Call claimed(int row) {
        LeadContact contact = added(row);
        time.advance(Duration.ofSeconds(1));
        LeadOrder order = new LeadOrder(contact.id(), CallId.next(time.instant(), random), List.of());
        store.dialLeads(ANN.tenant(), ANN.user(), List.of(order), machine);
        Claimed claimed = store.claim(new ClaimOrder(new NodeId("node-1"), 1, Map.of(), machine))
                .get(0);
        return claimed.call();
    }

    private void end(Call call, Outcome outcome) {
        CarrierCallId id = new CarrierCallId("at the carrier " + call.id());
        store.update(
                ANN.tenant(),
                call.id(),
                null,
                reports.ended(call.attempts(), id, outcome, CarrierCause.of("done"), RetryPolicy.NONE));
    }

    private void asked(Call call, int attempt, Became became) {
        dials.add(new Dial(call.id(), attempt, call.subject().phoneNumber().e164(), became));
    }

    private Call talked(int row) {
        Call call = claimed(row);
        asked(call, 1, Became.CREATED);
        end(call, Outcome.COMPLETED);
        return call;
    }

    @Test
    void findsNothingInACleanRun() {
        Call call = talked(0);
        talked(1);
        told.add(new Told(ANN.tenant(), ANN.lead(0), call.id()));

        LeadVerdict verdict = LeadVerdict.of(new Evidence(promised, List.of(books()), dials, told));

        assertThat(verdict).isEqualTo(new LeadVerdict(List.of(), 2, 2, 0));
    }

    @Test
    void findsALeadThatWasDialledTwice() {
        Call call = talked(0);
        asked(call, 2, Became.CREATED);

        assertThat(problems()).singleElement().asString().contains("was called 2 times");
    }

    @Test
    void doesNotMindAnAttemptThatWasTurnedDownBeforeTheDial() {
        Call call = claimed(0);
        asked(call, 1, Became.NOT_NOW);
        asked(call, 2, Became.CREATED);
        end(call, Outcome.COMPLETED);

        assertThat(problems()).isEmpty();
    }

    @Test
    void findsAnAttemptThatWasOrderedTwice() {
        Call call = talked(0);
        asked(call, 1, Became.AGAIN);

        assertThat(problems()).singleElement().asString().contains("asked for twice");
    }

    @Test
    void findsALeadThatWasNeverDialledThoughItsCallIsSaidToHaveTalked() {
        Call call = claimed(0);
        asked(call, 1, Became.DROPPED);
        end(call, Outcome.COMPLETED);

        assertThat(problems())
                .singleElement()
                .asString()
                .contains("never called")
                .contains("COMPLETED");
    }

    @Test
    void findsACallThatIsSaidToHaveFailedWhereTheCarrierHasNotRefusedIt() {
        Call call = claimed(0);
        asked(call, 1, Became.DROPPED);
        end(call, Outcome.FAILED);

        assertThat(problems())
                .singleElement()
                .asString()
                .contains("never called")
                .contains("FAILED");

        dials.clear();
        asked(call, 1, Became.REFUSED);

        assertThat(problems()).isEmpty();
    }

    @Test
    void countsALeadWhoseDialTheEngineCannotProveAndLetsItPass() {
        Call first = claimed(0);
        asked(first, 1, Became.DROPPED);
        end(first, Outcome.NOT_PLACED);
        Call second = claimed(1);
        end(second, Outcome.UNKNOWN);

        LeadVerdict verdict = LeadVerdict.of(new Evidence(promised, List.of(books()), dials, told));

        assertThat(verdict).isEqualTo(new LeadVerdict(List.of(), 2, 0, 2));
    }

    @Test
    void findsALeadThatIsLost() {
        talked(0);
        promised.add(new Promised(ANN.tenant(), ANN.contact(1)));

        assertThat(problems())
                .hasSize(2)
                .anyMatch(text -> text.equals("lead " + ANN.lead(1) + " was accepted and is lost"))
                .anyMatch(text -> text.contains("not the 2 that were promised"));
    }

    @Test
    void findsALeadThatNobodyCameFor() {
        added(0);

        assertThat(problems()).singleElement().asString().endsWith("is still pending");
    }

    @Test
    void findsALeadThatIsNotWhatWasAccepted() {
        talked(0);
        LeadContact other =
                LeadContact.of(ANN.lead(0), ANN.user(), ANN.contact(1).phoneNumber());
        promised.set(0, new Promised(ANN.tenant(), other));

        assertThat(problems()).singleElement().asString().contains("is not what was accepted");
    }

    @Test
    void findsAMarkWithoutACall() {
        talked(0);
        Books books = books();

        assertThat(problems(new Books(books.tenant(), books.log(), books.lastSeq(), books.leads(), List.of())))
                .anyMatch(text -> text.endsWith("is marked by a call that is not there"));
    }

    @Test
    void findsACallWithoutALead() {
        Call call = talked(0);
        Books books = books();
        promised.clear();

        assertThat(problems(new Books(books.tenant(), books.log(), books.lastSeq(), List.of(), books.calls())))
                .anyMatch(text -> text.contains(call.id() + " with the key lead:lead-0-0 is no lead's"))
                .anyMatch(text -> text.startsWith("called, and nobody's lead"));
    }

    @Test
    void findsTwoCallsOfOneKey() {
        talked(0);
        Books books = books();
        List<Call> calls = List.of(books.calls().get(0), books.calls().get(0));

        assertThat(problems(new Books(books.tenant(), books.log(), books.lastSeq(), books.leads(), calls)))
                .singleElement()
                .asString()
                .isEqualTo("there are two calls with the key lead:lead-0-0");
    }

    @Test
    void findsAMarkThatCameApartFromTheCall() {
        talked(0);
        Books books = books();
        List<LoggedEvent> log = books.log().stream()
                .map(logged -> logged.event() instanceof LeadDialed
                        ? new LoggedEvent(
                                logged.tenant(), logged.seq(), logged.at().plusMillis(1), logged.event())
                        : logged)
                .toList();

        assertThat(problems(new Books(books.tenant(), log, books.lastSeq(), books.leads(), books.calls())))
                .singleElement()
                .asString()
                .contains("it was marked apart from that");
    }

    @Test
    void findsAGapInTheLog() {
        talked(0);
        Books books = books();
        List<LoggedEvent> log = new ArrayList<>(books.log());
        LoggedEvent mark = log.stream()
                .filter(logged -> logged.event() instanceof LeadDialed)
                .findFirst()
                .orElseThrow();
        log.remove(mark);

        assertThat(problems(new Books(books.tenant(), log, books.lastSeq(), books.leads(), books.calls())))
                .anyMatch(text -> text.contains("GAPLESS"))
                .anyMatch(text -> text.contains("there are 1 events of it"));
    }

    @Test
    void findsALogThatEndsTooEarly() {
        talked(0);
        Books books = books();

        assertThat(problems(new Books(books.tenant(), books.log(), books.lastSeq() + 1, books.leads(), books.calls())))
                .singleElement()
                .asString()
                .contains("its last number is");
    }

    @Test
    void findsAPageThatWasToldAnotherCall() {
        talked(0);
        told.add(new Told(ANN.tenant(), ANN.lead(0), CallId.next(time.instant(), random)));

        assertThat(problems()).singleElement().asString().startsWith("a page was told");
    }

    @Test
    void findsADialByACallThatIsNotTheLeads() {
        Call first = talked(0);
        Call second = claimed(1);
        end(second, Outcome.COMPLETED);
        dials.add(new Dial(first.id(), 1, second.subject().phoneNumber().e164(), Became.CREATED));

        assertThat(problems()).singleElement().asString().contains("by a call that is not its own");
    }

    @Test
    void findsACallThatIsNotOver() {
        Call call = claimed(0);
        asked(call, 1, Became.CREATED);

        assertThat(problems()).singleElement().asString().contains("EVERY_CALL_ENDS");
    }
}
