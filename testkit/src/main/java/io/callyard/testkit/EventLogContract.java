package io.callyard.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.callyard.event.CallEvent;
import io.callyard.event.CallEvent.CallEnded;
import io.callyard.event.CallEvent.CallStarted;
import io.callyard.event.CallEvent.CallStatusChanged;
import io.callyard.event.CampaignEvent;
import io.callyard.event.Event;
import io.callyard.event.LimitsChanged;
import io.callyard.event.LoggedEvent;
import io.callyard.machine.CampaignMachine;
import io.callyard.model.AgentId;
import io.callyard.model.Call;
import io.callyard.model.CallRequest;
import io.callyard.model.CallState;
import io.callyard.model.CampaignId;
import io.callyard.model.CarrierCallId;
import io.callyard.model.CarrierCause;
import io.callyard.model.ContactId;
import io.callyard.model.ConversationTurn;
import io.callyard.model.ConversationTurn.Speaker;
import io.callyard.model.Outcome;
import io.callyard.model.RetryPolicy;
import io.callyard.model.TenantId;
import io.callyard.model.UserId;
import io.callyard.model.Verdict;
import io.callyard.spi.store.Changed;
import io.callyard.spi.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The numbered events of a tenant. */
@Tag("R0.5")
abstract class EventLogContract extends StoreFixture {
    EventLogContract(OutboundStoreContract opener) {
        super(opener);
    }

    private void assertNumbered(List<LoggedEvent> events) {
        assertThat(events)
                .extracting(LoggedEvent::seq)
                .isEqualTo(LongStream.rangeClosed(1, events.size()).boxed().toList());
    }

    @Test
    void isEmptyForATenantThatNobodyKnows() {
        TenantId nobody = unknownTenant();

        assertThat(store.lastSeq(nobody)).isZero();
        assertThat(store.read(nobody, 0, 9)).isEmpty();
    }

    @Test
    void beginsWithTheTenantsLimits() {
        TenantId fresh = unknownTenant();
        place(CallRequest.direct(fresh, number()));

        LoggedEvent first = store.read(fresh, 0, 1).get(0);

        assertThat(first)
                .isEqualTo(new LoggedEvent(
                        fresh,
                        1,
                        clock.instant(),
                        new LimitsChanged(store.tenantUsage(fresh).limits())));
    }

    @Test
    void numbersTheEventsOfEachTenantFromOneOn() {
        TenantId other = newTenant(9);
        for (int i = 0; i < 5; i++) {
            place(direct());
            place(CallRequest.direct(other, number()));
        }

        assertNumbered(eventsOf(tenant));
        assertNumbered(eventsOf(other));
        assertThat(eventsOf(tenant)).allMatch(event -> event.tenant().equals(tenant));
        assertThat(eventsOf(other)).allMatch(event -> event.tenant().equals(other));
        assertThat(store.lastSeq(tenant)).isEqualTo(eventsOf(tenant).size());
    }

    @Test
    void isReadInPages() {
        place(7, this::direct);
        List<LoggedEvent> all = store.read(tenant, 0, 1_000);

        List<LoggedEvent> paged = new ArrayList<>();
        List<LoggedEvent> page = store.read(tenant, 0, 3);
        while (!page.isEmpty()) {
            assertThat(page).hasSizeLessThanOrEqualTo(3);
            paged.addAll(page);
            page = store.read(tenant, paged.get(paged.size() - 1).seq(), 3);
        }

        assertThat(paged).isEqualTo(all);
    }

    @Test
    void isReadFromBehindTheNumberGiven() {
        place(5, this::direct);
        long last = store.lastSeq(tenant);

        assertThat(store.read(tenant, last - 1, 9)).extracting(LoggedEvent::seq).containsExactly(last);
        assertThat(store.read(tenant, last, 9)).isEmpty();
        assertThat(store.read(tenant, last + 5, 9)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> store.read(tenant, 0, 0));
    }

    @Test
    void saysWhenEachEventHappened() {
        Instant first = clock.instant();
        long before = store.lastSeq(tenant);
        place(direct());
        clock.advance(MICRO);
        claim();

        assertThat(store.read(tenant, before, 9)).extracting(LoggedEvent::at).containsExactly(first, first.plus(MICRO));
    }

    /** Each kind of event, with all that it can carry. */
    @Test
    void isReadAsItWasWritten() {
        List<LoggedEvent> written = new ArrayList<>();
        CampaignId campaign = running(noDelay(9).withAgent(new AgentId("bot ö")));
        CallRequest request = direct().user(new UserId("ann"))
                .agent(new AgentId("bot-7"))
                .contact(new ContactId("c/1"))
                .contactName("Zoë \uD83D\uDE00 'O\"Brien\\")
                .expiresAt(clock.instant().plus(Duration.ofDays(1)))
                .build();
        Verdict.Hold hold = new Verdict.Hold(clock.instant().plus(SECOND), "ünpaid");
        store.place(tenant, List.of(heldBack(request, hold)), MACHINE);
        place(from(campaign).scheduledFor(clock.instant().plus(SECOND)));
        clock.advance(SECOND);
        for (Call call : claim(9)) {
            written.addAll(life(call));
        }
        store.updateCampaign(
                tenant, campaign, CampaignMachine.changeSettings(noDelay(3).withRetry(busyTwice())));

        List<LoggedEvent> read = eventsOf(tenant);

        assertThat(read).containsAll(written);
        Set<Class<?>> kinds = new HashSet<>();
        read.forEach(logged -> kinds.add(logged.event().getClass()));
        assertThat(kinds).as("kinds of events").isEqualTo(allKinds());
    }

    private static RetryPolicy busyTwice() {
        return RetryPolicy.NONE.with(Outcome.BUSY, 2, SECOND);
    }

    private List<LoggedEvent> life(Call reserved) {
        List<LoggedEvent> events = new ArrayList<>(giveBack(reserved, SECOND).events());
        clock.advance(SECOND);
        Call again = claim();
        events.addAll(update(again, MACHINE.inDoubt(2, "time-out")).events());
        events.addAll(update(again, REPORTS.ringing(2, carrierId(again))).events());
        events.addAll(
                update(again, REPORTS.ringing(2, new CarrierCallId("other"))).events());
        ConversationTurn turn = new ConversationTurn(Speaker.AGENT, "Grüß Gott\n\"!\"", clock.instant());
        events.addAll(update(again, REPORTS.turn(2, null, turn)).events());
        CarrierCause busy = new CarrierCause("the line was busy", "486");
        events.addAll(update(again, REPORTS.ended(2, null, Outcome.BUSY, busy, busyTwice()))
                .events());
        clock.advance(SECOND);
        Call last = claim();
        events.addAll(update(last, MACHINE::requestHangUp).events());
        Changed reclaimed = update(last, MACHINE.reclaim(3, Outcome.UNKNOWN, "silence"));
        events.addAll(reclaimed.events());
        return events;
    }

    private static Set<Class<?>> allKinds() {
        Set<Class<?>> kinds = new HashSet<>(Set.of(LimitsChanged.class));
        Stream.of(CallEvent.class, CampaignEvent.class)
                .flatMap(kind -> Stream.of(kind.getPermittedSubclasses()))
                .forEach(kinds::add);
        return kinds;
    }

    @Test
    void hasNoGapsAndMissesNothingForAReaderWhileSixteenWrite() {
        AtomicInteger writing = new AtomicInteger(Crowd.SIZE - 1);
        List<LoggedEvent> seen = new ArrayList<>();
        limit(9);

        Crowd.run(thread -> () -> {
            if (thread == 0) {
                tail(seen, writing);
            } else {
                write(user(thread));
                writing.decrementAndGet();
            }
            return true;
        });

        assertNumbered(seen);
        assertThat(seen).isEqualTo(eventsOf(tenant));
        assertThat(store.lastSeq(tenant)).isEqualTo(seen.size());
    }

    private void tail(List<LoggedEvent> seen, AtomicInteger writing) {
        boolean last = false;
        while (true) {
            List<LoggedEvent> page = store.read(tenant, seen.size(), 10);
            seen.addAll(page);
            if (page.isEmpty() && last) {
                return;
            }
            last = writing.get() == 0; // one more look after the last writer is done
        }
    }

    private void write(Store user) {
        for (int i = 0; i < 8; i++) {
            takeIn(user, direct().build());
            for (Call call : claim(user, 1)) {
                user.update(tenant, call.id(), null, REPORTS.answered(1, null));
                user.update(tenant, call.id(), null, ending(call, Outcome.COMPLETED, RetryPolicy.NONE));
            }
        }
    }

    @Test
    void holdsExactlyWhatTheChangesWereAnsweredWith() {
        long before = store.lastSeq(tenant);
        List<List<LoggedEvent>> answered = Crowd.run(thread -> () -> {
            List<LoggedEvent> mine = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                Call call = takeIn(user(thread), direct().build()).call();
                mine.addAll(user(thread)
                        .update(tenant, call.id(), null, MACHINE.cancel("thread " + thread))
                        .orElseThrow()
                        .events());
            }
            return mine;
        });

        List<LoggedEvent> cancellations = store.read(tenant, before, 1_000).stream()
                .filter(logged -> logged.event() instanceof CallEnded)
                .toList();
        assertThat(answered.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(cancellations);
    }

    @Test
    void keepsTheEventsOfOneChangeTogether() {
        place(Crowd.SIZE * 4, this::direct);
        Crowd.run(thread -> () -> {
            for (Call call : claim(user(thread), 4)) {
                user(thread).update(tenant, call.id(), null, REPORTS.ringing(1, null));
            }
            return true;
        });

        List<Event> events = eventsAfter(0);
        List<Event> started =
                events.stream().filter(CallStarted.class::isInstance).toList();
        assertThat(started).isNotEmpty();
        assertThat(started)
                .allSatisfy(event -> assertThat(events.get(events.indexOf(event) + 1))
                        .isEqualTo(new CallStatusChanged(((CallEvent) event).subject(), 1, CallState.RINGING)));
    }
}
