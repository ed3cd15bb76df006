package io.callyard.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callyard.event.CallEvent.CallQueued;
import io.callyard.event.Event;
import io.callyard.event.LeadEvent.LeadDialed;
import io.callyard.model.AgentId;
import io.callyard.model.Call;
import io.callyard.model.CallData;
import io.callyard.model.CallState;
import io.callyard.model.CallSubject;
import io.callyard.model.CallType;
import io.callyard.model.Outcome;
import io.callyard.model.PolicyVerdict;
import io.callyard.model.RetryPolicy;
import io.callyard.model.TenantId;
import io.callyard.model.Verdict;
import io.callyard.model.lead.Lead;
import io.callyard.model.lead.LeadContact;
import io.callyard.model.lead.LeadDial;
import io.callyard.model.lead.LeadId;
import io.callyard.model.lead.LeadState;
import io.callyard.spi.store.LeadAnswer;
import io.callyard.spi.store.LeadAnswer.Dialed;
import io.callyard.spi.store.LeadAnswer.DialedBefore;
import io.callyard.spi.store.LeadAnswer.NotFound;
import io.callyard.spi.store.LeadAnswer.OfAnother;
import io.callyard.spi.store.LeadOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A lead and its one call. */
@Tag("R3.3")
abstract class LeadDialingContract extends LeadFixture {
    LeadDialingContract(StoreContract opener) {
        super(opener);
    }

    @Test
    void marksALeadByTheCallThatItTakesIn() {
        LeadContact contact = new LeadContact(
                new LeadId("1"), ANN, number(), "Zo\u00eb", new AgentId("nova"), new CallData("{\"n\":1}"), 7);
        Lead lead = add(tenant, contact);
        clock.advance(SECOND);
        LeadOrder order = order(lead);
        long seq = store.lastSeq(tenant);

        LeadAnswer answer = dial(store, tenant, ANN, List.of(order)).get(0);

        assertThat(answer).isInstanceOf(Dialed.class);
        Call call = ((Dialed) answer).call();
        assertThat(((Dialed) answer).lead()).isEqualTo(lead.dialed(new LeadDial(order.call(), clock.instant())));
        assertThat(fresh(lead)).isEqualTo(((Dialed) answer).lead());
        assertThat(fresh(call)).isEqualTo(call);
        assertThat(call.subject())
                .isEqualTo(new CallSubject(
                        order.call(),
                        CallType.LEAD,
                        null,
                        ANN,
                        new AgentId("nova"),
                        contact.id().contact(),
                        "Zo\u00eb",
                        contact.phoneNumber()));
        assertThat(call.data()).isEqualTo(contact.data());
        assertThat(call.priority()).isEqualTo(7);
        assertThat(call.key()).isEqualTo("lead:1");
        assertThat(eventsAfter(seq))
                .containsExactly(
                        new CallQueued(call.subject(), 7, call.position()), new LeadDialed(lead.id(), ANN, call.id()));
    }

    @Test
    void dialsALeadOnceHoweverItsCallEnds() {
        for (Outcome outcome : List.of(Outcome.COMPLETED, Outcome.NO_ANSWER, Outcome.BUSY, Outcome.FAILED)) {
            Lead lead = add("ends with " + outcome, ANN);
            Call call = dialed(lead);
            update(start(claim()), ending(fresh(call), outcome, RetryPolicy.NONE));
            assertThat(fresh(call).outcome()).isEqualTo(outcome);
            long seq = store.lastSeq(tenant);

            LeadAnswer again = dial(lead, ANN);

            assertThat(again).isEqualTo(new DialedBefore(fresh(lead)));
            assertThat(fresh(lead).dial()).isEqualTo(new LeadDial(call.id(), clock.instant()));
            assertThat(store.lastSeq(tenant)).isEqualTo(seq);
        }
        assertThat(claim(9)).isEmpty();
    }

    @Test
    void dialsALeadOnceWhoseCallWasTakenBack() {
        Lead lead = add("1", ANN);
        finish(dialed(lead));

        assertThat(dial(lead, ANN)).isInstanceOf(DialedBefore.class);
        assertThat(claim(9)).isEmpty();
    }

    @Test
    void dialsALeadOnceThatIsOrderedTwiceInOneStep() {
        Lead lead = add("1", ANN);
        LeadOrder first = order(lead);

        List<LeadAnswer> answers = dial(store, tenant, ANN, List.of(first, order(lead)));

        assertThat(answers.get(0)).isInstanceOf(Dialed.class);
        assertThat(answers.get(1)).isEqualTo(new DialedBefore(fresh(lead)));
        assertThat(fresh(lead).dial()).isEqualTo(new LeadDial(first.call(), clock.instant()));
        assertThat(claim(9)).hasSize(1);
    }

    @Test
    void findsAnOrderDoneThatIsRepeated() {
        Lead lead = add("1", ANN);
        LeadOrder order = order(lead);
        dial(store, tenant, ANN, List.of(order));

        LeadAnswer again = dial(store, tenant, ANN, List.of(order)).get(0);

        assertThat(again).isInstanceOf(DialedBefore.class);
        assertThat(((DialedBefore) again).lead().dial())
                .isNotNull()
                .extracting(LeadDial::call)
                .isEqualTo(order.call());
        assertThat(claim(9)).hasSize(1);
    }

    @Test
    void leavesALeadPendingWhoseCallCannotBeKept() {
        Call other = place(direct());
        claim();
        Lead good = add("good", ANN);
        Lead bad = add("bad", ANN);
        LeadOrder withAUsedId = new LeadOrder(bad.id(), other.id(), List.of());
        long seq = store.lastSeq(tenant);

        assertThatThrownBy(() -> dial(store, tenant, ANN, List.of(order(good), withAUsedId)))
                .isInstanceOf(RuntimeException.class);

        assertThat(List.of(fresh(good), fresh(bad))).isEqualTo(List.of(good, bad));
        assertThat(pending(ANN)).containsExactly(good, bad);
        assertThat(store.lastSeq(tenant)).isEqualTo(seq);
        assertThat(claim(9)).isEmpty();
        dialed(bad);
        dialed(good);
    }

    @Test
    void dialsNoLeadOfAnotherUser() {
        Lead lead = add("1", ANN);
        long seq = store.lastSeq(tenant);

        assertThat(dial(lead, BOB)).isEqualTo(new OfAnother(lead.id()));
        assertThat(fresh(lead)).isEqualTo(lead);
        assertThat(store.lastSeq(tenant)).isEqualTo(seq);

        dialed(lead);
        assertThat(dial(lead, BOB)).isEqualTo(new OfAnother(lead.id()));
    }

    @Test
    void answersEachOrderForItself() {
        Lead pending = add("pending", ANN);
        Lead before = add("before", ANN);
        dialed(before);
        Lead others = add("others", BOB);
        LeadId unknown = new LeadId("unknown");

        List<LeadAnswer> answers =
                dial(store, tenant, ANN, List.of(order(others), order(before), order(tenant, unknown), order(pending)));

        assertThat(answers.get(0)).isEqualTo(new OfAnother(others.id()));
        assertThat(answers.get(1)).isEqualTo(new DialedBefore(fresh(before)));
        assertThat(answers.get(2)).isEqualTo(new NotFound(unknown));
        assertThat(answers.get(3)).isInstanceOf(Dialed.class);
        assertThat(answers).extracting(LeadAnswer::id).containsExactly(others.id(), before.id(), unknown, pending.id());
    }

    @Test
    void letsCallsStandInLineInTheOrderAsked() {
        List<Lead> leads = new ArrayList<>(add(5, ANN));
        Collections.reverse(leads);

        dial(store, tenant, ANN, orders(leads));

        assertThat(claim(9))
                .extracting(call -> call.subject().contact())
                .containsExactlyElementsOf(
                        leads.stream().map(lead -> lead.id().contact()).toList());
    }

    @Test
    void claimsCallsOfLeadsWithinTheTenantsLimitAndBehindDirectOnes() {
        limit(2);
        dial(store, tenant, ANN, orders(add(3, ANN)));
        Call direct = place(direct());

        List<Call> claimed = claim(9);

        assertThat(claimed).hasSize(2);
        assertThat(claimed.get(0).id()).isEqualTo(direct.id());
        assertThat(claimed.get(1).subject().type()).isEqualTo(CallType.LEAD);
        end(start(claimed.get(1)));
        assertThat(claim(9)).hasSize(1);
    }

    @Test
    void keepsWhatPoliciesSaid() {
        Lead lead = add("1", ANN);
        Verdict.Hold hold = new Verdict.Hold(clock.instant().plusSeconds(1), "night");
        PolicyVerdict said = new PolicyVerdict("hours", hold, clock.instant());
        LeadOrder order = new LeadOrder(lead.id(), newCallId(tenant), List.of(said));

        dial(store, tenant, ANN, List.of(order));

        Call call = store.find(tenant, order.call()).orElseThrow();
        assertThat(call.verdicts()).containsExactly(said);
        assertThat(claim(9)).isEmpty();
        clock.advance(SECOND);
        assertThat(claim(9)).hasSize(1);
    }

    @Test
    void makesNoCallWhereTheLaneKnowsOneByTheKeyOfTheLead() {
        Call known = place(lead("lead:1", null));
        Lead lead = add("1", ANN);
        long seq = store.lastSeq(tenant);

        LeadAnswer answer = dial(lead, ANN);

        assertThat(answer).isEqualTo(new DialedBefore(fresh(lead)));
        assertThat(fresh(lead).dial()).isEqualTo(new LeadDial(known.id(), clock.instant()));
        assertThat(fresh(lead).state()).isEqualTo(LeadState.DIALED);
        assertThat(eventsAfter(seq)).containsExactly((Event) new LeadDialed(lead.id(), ANN, known.id()));
        assertThat(claim(9)).hasSize(1);
    }

    @Test
    void findsNoLeadOfATenantThatNobodyKnows() {
        TenantId unknown = unknownTenant();
        LeadId lead = new LeadId("1");

        assertThat(dial(store, unknown, ANN, List.of(order(unknown, lead)))).containsExactly(new NotFound(lead));
        assertThat(store.lastSeq(unknown)).isZero();
    }

    @Test
    void refusesToDialNoLeads() {
        assertThatIllegalArgumentException().isThrownBy(() -> dial(store, tenant, ANN, List.of()));
    }

    @Test
    void tellsOfWorkAndOfEvents() {
        Lead lead = add("1", ANN);
        RecordingSignals signals = new RecordingSignals();
        store.onSignal(signals);

        Call call = dialed(lead);

        assertThat(signals.work()).isPositive();
        assertThat(signals.grown()).contains(tenant);
        assertThat(stateOf(call)).isEqualTo(CallState.QUEUED);
    }
}
