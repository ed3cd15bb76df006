package io.callyard.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callyard.event.CallEvent.CallEnded;
import io.callyard.event.CallEvent.CallQueued;
import io.callyard.event.CallEvent.CallReserved;
import io.callyard.event.LoggedEvent;
import io.callyard.machine.CallChange;
import io.callyard.machine.CallMachine;
import io.callyard.machine.Transition;
import io.callyard.model.Call;
import io.callyard.model.CallState;
import io.callyard.model.CarrierCallId;
import io.callyard.model.CarrierCause;
import io.callyard.model.Outcome;
import io.callyard.model.PolicyVerdict;
import io.callyard.model.RetryPolicy;
import io.callyard.model.Verdict;
import io.callyard.spi.store.Changed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Changing a call: decisions that are fenced, facts that merge. */
abstract class UpdateContract extends StoreFixture {
    private static final CarrierCause CAUSE = CarrierCause.of("invalid number");

    UpdateContract(OutboundStoreContract opener) {
        super(opener);
    }

    /** A call whose second attempt is live. */
    private Call secondAttempt() {
        place(direct());
        giveBack(claim(), Duration.ZERO);
        return claim();
    }

    private void assertChangesNothing(Call call, CallChange change) {
        Call before = fresh(call);
        long seq = store.lastSeq(tenant);

        Changed changed = update(call, change);

        assertThat(changed.isEffective()).isFalse();
        assertThat(changed.after()).isEqualTo(before);
        assertThat(changed.events()).isEmpty();
        assertThat(fresh(call)).isEqualTo(before);
        assertThat(store.lastSeq(tenant)).isEqualTo(seq);
    }

    @Test
    void answersWithTheCallBeforeAndAfterAndItsEvents() {
        place(direct());
        Call before = claim();
        long seq = store.lastSeq(tenant);

        Changed changed = update(before, REPORTS.ringing(1, carrierId(before)));

        assertThat(changed.isEffective()).isTrue();
        assertThat(changed.before()).isEqualTo(before);
        assertThat(changed.after()).isEqualTo(fresh(before));
        assertThat(changed.after().state()).isEqualTo(CallState.RINGING);
        assertThat(changed.events()).hasSize(2).isEqualTo(store.read(tenant, seq, 9));
        assertThat(changed.events()).extracting(LoggedEvent::seq).containsExactly(seq + 1, seq + 2);
    }

    @Test
    void findsNothingToChangeInACallThatDoesNotExist() {
        assertThat(store.update(tenant, uniqueCallId(), null, MACHINE.cancel("no")))
                .isEmpty();
    }

    @Test
    void changesNothingIfTheChangeDoesNotApply() {
        place(direct());

        assertChangesNothing(claim(), MACHINE.cancel("too late"));
    }

    @Test
    void keepsAChangeThatIsNoEvent() {
        Call call = place(direct());
        PolicyVerdict verdict =
                new PolicyVerdict("hours", new Verdict.Refuse("closed", "it is night"), clock.instant());
        long before = store.lastSeq(tenant);

        Changed changed = update(call, CallMachine.note(List.of(verdict)));

        assertThat(changed.isEffective()).isTrue();
        assertThat(fresh(call).verdicts()).containsExactly(verdict);
        assertThat(store.lastSeq(tenant)).isEqualTo(before);
    }

    @Test
    void keepsNothingOfAChangeThatFails() {
        Call call = place(direct());
        long before = store.lastSeq(tenant);
        IllegalStateException failure = new IllegalStateException("a bug");

        assertThatThrownBy(() -> update(call, (any, step) -> {
                    throw failure;
                }))
                .isSameAs(failure);

        assertThat(fresh(call)).isEqualTo(call);
        assertThat(store.lastSeq(tenant)).isEqualTo(before);
        assertThat(claim().id()).isEqualTo(call.id());
    }

    @Test
    @Tag("R0.1")
    void obeysNoDecisionAboutAnEarlierAttempt() {
        Call second = secondAttempt();

        assertChangesNothing(second, MACHINE.giveBack(1, "busy", Duration.ZERO));
        assertChangesNothing(second, MACHINE.giveBack(1, "busy", SECOND));
        assertChangesNothing(second, MACHINE.inDoubt(1, "no answer"));
        assertChangesNothing(second, MACHINE.refuse(1, Outcome.FAILED, CAUSE, RetryPolicy.NONE));
        assertChangesNothing(second, MACHINE.reclaim(1, Outcome.UNKNOWN, "silence"));
        assertChangesNothing(second, CallMachine.lookAgainIn(1, SECOND));
    }

    @Test
    void believesNoFactAboutAnEarlierAttempt() {
        Call second = secondAttempt();

        assertChangesNothing(second, REPORTS.ended(1, null, Outcome.COMPLETED, CAUSE, RetryPolicy.NONE));
        assertChangesNothing(second, REPORTS.answered(1, null));
    }

    @Test
    void takesNoDecisionBackOnceTheCarrierHasTheCall() {
        place(direct());
        Call call = start(claim());

        assertChangesNothing(call, MACHINE.giveBack(1, "busy", Duration.ZERO));
        assertChangesNothing(call, MACHINE.inDoubt(1, "no answer"));
        assertChangesNothing(call, MACHINE.refuse(1, Outcome.FAILED, CAUSE, RetryPolicy.NONE));
    }

    @Test
    void movesForwardOnly() {
        place(direct());
        Call call = answer(claim());

        assertChangesNothing(call, REPORTS.ringing(1, carrierId(call)));
        assertChangesNothing(call, REPORTS.started(1, carrierId(call)));
        assertChangesNothing(call, REPORTS.answered(1, carrierId(call)));
    }

    @Test
    void endsOnce() {
        place(direct());
        Call call = start(claim());
        end(call);

        assertChangesNothing(call, ending(call, Outcome.COMPLETED, RetryPolicy.NONE));
        assertChangesNothing(call, REPORTS.ringing(1, carrierId(call)));
        assertChangesNothing(call, MACHINE.giveBack(1, "busy", Duration.ZERO));
        assertChangesNothing(call, MACHINE.cancel("too late"));
    }

    @Test
    void comesToTheSameEndWhateverTheOrderOfTheReports() {
        List<List<Integer>> orders = permutations(List.of(0, 1, 2, 3));
        for (List<Integer> order : orders) {
            place(direct());
            Call call = claim();
            List<CallChange> reports = List.of(
                    REPORTS.started(1, carrierId(call)),
                    REPORTS.ringing(1, carrierId(call)),
                    REPORTS.answered(1, carrierId(call)),
                    ending(call, Outcome.COMPLETED, RetryPolicy.NONE));
            long before = store.lastSeq(tenant);

            order.forEach(report -> update(call, reports.get(report)));
            order.forEach(report -> update(call, reports.get(report)));

            Call ended = fresh(call);
            assertThat(ended.outcome()).as("order %s", order).isEqualTo(Outcome.COMPLETED);
            assertThat(ended.carrierCallId()).isEqualTo(carrierId(call));
            assertThat(eventsAfter(before))
                    .filteredOn(CallEnded.class::isInstance)
                    .hasSize(1);
        }
        assertThat(orders).hasSize(24);
    }

    private static List<List<Integer>> permutations(List<Integer> items) {
        if (items.isEmpty()) {
            return List.of(List.of());
        }
        List<List<Integer>> all = new ArrayList<>();
        for (Integer first : items) {
            List<Integer> rest = new ArrayList<>(items);
            rest.remove(first);
            for (List<Integer> tail : permutations(rest)) {
                List<Integer> one = new ArrayList<>(List.of(first));
                one.addAll(tail);
                all.add(one);
            }
        }
        return all;
    }

    @Test
    void callsASecondCallOfOneAttemptWhatItIs() {
        place(direct());
        Call call = start(claim());
        CarrierCallId second = new CarrierCallId("second");

        Changed changed = update(call, REPORTS.ringing(1, second));

        assertThat(changed.isEffective()).isTrue();
        assertThat(changed.events()).hasSize(1);
        assertThat(fresh(call).carrierCallId()).isEqualTo(carrierId(call));
    }

    @Test
    void appliesAChangeToACallThatWaitsForItsNextAttempt() {
        place(direct());
        Call call = start(claim());
        update(call, ending(call, Outcome.BUSY, RetryPolicy.NONE.with(Outcome.BUSY, 2, SECOND)));

        Changed changed = update(call, MACHINE.cancel("no"));

        assertThat(changed.after().outcome()).isEqualTo(Outcome.CANCELED);
        clock.advance(SECOND);
        assertThat(claim(1)).isEmpty();
    }

    @Test
    void takesACallThatWaitsBack() {
        Call call = place(direct());

        assertThat(update(call, MACHINE.cancel("no")).after().outcome()).isEqualTo(Outcome.CANCELED);
        assertThat(claim(1)).isEmpty();
    }

    @Test
    void seesTheTimeAndTheNextPositionOfTheStore() {
        Call first = place(direct());
        Call second = place(direct());
        clock.advance(SECOND);
        List<Long> positions = new ArrayList<>();

        update(first, (call, step) -> {
            assertThat(step.now()).isEqualTo(clock.instant());
            positions.add(step.nextPosition());
            return Transition.unchanged(call);
        });

        assertThat(positions).allMatch(position -> position > second.position());
    }

    @Test
    void writesTheEventsOfEachStepInTheirOrder() {
        long before = store.lastSeq(tenant);
        place(direct());
        Call call = claim();
        update(call, ending(call, Outcome.NO_ANSWER, RetryPolicy.NONE));

        assertThat(eventsAfter(before))
                .extracting(Object::getClass)
                .startsWith(CallQueued.class, CallReserved.class)
                .endsWith(CallEnded.class)
                .hasSize(4);
    }
}
