package io.callyard.machine;

import static io.callyard.machine.Given.ACCOUNT;
import static io.callyard.machine.Given.CARRIER_ID;
import static io.callyard.machine.Given.CAUSE;
import static io.callyard.machine.Given.MACHINE;
import static io.callyard.machine.Given.NODE;
import static io.callyard.machine.Given.NOW;
import static io.callyard.machine.Given.REPORTS;
import static io.callyard.machine.Given.TIMEOUTS;
import static io.callyard.machine.Given.apply;
import static io.callyard.machine.Given.at;
import static io.callyard.machine.Given.events;
import static io.callyard.machine.Given.in;
import static io.callyard.machine.Given.queued;
import static io.callyard.machine.Given.reserved;
import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.event.CallEvent.CallEnded;
import io.callyard.event.CallEvent.CallStarted;
import io.callyard.event.CallEvent.CallStatusChanged;
import io.callyard.event.CallEvent.LateReport;
import io.callyard.event.CallEvent.TurnHeard;
import io.callyard.model.Call;
import io.callyard.model.CallState;
import io.callyard.model.CarrierCallId;
import io.callyard.model.ConversationTurn;
import io.callyard.model.Outcome;
import io.callyard.model.RetryPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CarrierReportsTest {
    private static final CarrierCallId SECOND_ID = new CarrierCallId("CA2");
    private static final ConversationTurn TURN = new ConversationTurn(ConversationTurn.Speaker.CUSTOMER, "hello", NOW);

    private static CallChange ended(CarrierCallId id) {
        return REPORTS.ended(1, id, Outcome.COMPLETED, CAUSE, RetryPolicy.NONE);
    }

    @Test
    @Tag("R0.2")
    @Tag("R0.5")
    void tellsOfEachStepOnTheWay() {
        Call call = reserved();

        assertThat(events(call, REPORTS.started(1, CARRIER_ID)))
                .containsExactly(new CallStarted(call.subject(), 1, CARRIER_ID));
        assertThat(events(in(CallState.DIALING), REPORTS.ringing(1, CARRIER_ID)))
                .containsExactly(new CallStatusChanged(call.subject(), 1, CallState.RINGING));
        assertThat(events(in(CallState.RINGING), REPORTS.answered(1, CARRIER_ID)))
                .containsExactly(new CallStatusChanged(call.subject(), 1, CallState.IN_PROGRESS));
        assertThat(events(in(CallState.IN_PROGRESS), REPORTS.turn(1, CARRIER_ID, TURN)))
                .containsExactly(new TurnHeard(call.subject(), 1, TURN));
        assertThat(events(in(CallState.IN_PROGRESS), ended(CARRIER_ID)))
                .containsExactly(new CallEnded(call.subject(), 1, Outcome.COMPLETED, CAUSE, Duration.ZERO));
    }

    @Test
    void tellsThatACallStartedBeforeItTellsWhatALaterReportSays() {
        Call call = reserved();

        assertThat(events(call, REPORTS.turn(1, CARRIER_ID, TURN)))
                .containsExactly(
                        new CallStarted(call.subject(), 1, CARRIER_ID),
                        new CallStatusChanged(call.subject(), 1, CallState.IN_PROGRESS),
                        new TurnHeard(call.subject(), 1, TURN));
        assertThat(events(call, ended(CARRIER_ID)))
                .containsExactly(
                        new CallStarted(call.subject(), 1, CARRIER_ID),
                        new CallEnded(call.subject(), 1, Outcome.COMPLETED, CAUSE, Duration.ZERO));
    }

    @Test
    @Tag("R0.2")
    void adoptsACallInDoubt() {
        Call adopted = apply(in(CallState.UNKNOWN), REPORTS.started(1, CARRIER_ID));

        assertThat(adopted.state()).isEqualTo(CallState.DIALING);
        assertThat(adopted.attempt().unknownSince()).isNull();
        assertThat(adopted.carrierCallId()).isEqualTo(CARRIER_ID);
        assertThat(adopted.reason()).isNull();
    }

    @Test
    void looksAfterACallByWhatIsToBeExpectedNext() {
        Duration ringing = TIMEOUTS.ringing();

        assertThat(in(CallState.DIALING).attentionAt()).isEqualTo(NOW.plus(ringing));
        assertThat(in(CallState.RINGING).attentionAt()).isEqualTo(NOW.plus(ringing));
        assertThat(in(CallState.IN_PROGRESS).attentionAt()).isEqualTo(NOW.plus(TIMEOUTS.longestCall()));
        assertThat(in(CallState.ENDED).attentionAt()).isNull();
    }

    @Test
    void measuresHowLongACallWasAnswered() {
        Instant end = NOW.plusSeconds(95);

        assertThat(ended(CARRIER_ID).apply(in(CallState.IN_PROGRESS), at(end)).events())
                .containsExactly(
                        new CallEnded(queued().subject(), 1, Outcome.COMPLETED, CAUSE, Duration.ofSeconds(95)));
        assertThat(ended(CARRIER_ID).apply(in(CallState.RINGING), at(end)).events())
                .containsExactly(new CallEnded(queued().subject(), 1, Outcome.COMPLETED, CAUSE, Duration.ZERO));
    }

    @Test
    void keepsTheFirstAnswerWhenItIsReportedAgain() {
        Call answered = in(CallState.IN_PROGRESS);

        Call again = REPORTS.answered(1, CARRIER_ID)
                .apply(answered, at(NOW.plusSeconds(9)))
                .state();

        assertThat(again).isSameAs(answered);
    }

    @Test
    void learnsTheCarriersIdFromWhicheverReportHasIt() {
        Call unnamed = apply(reserved(), REPORTS.ringing(1, null));
        assertThat(unnamed.state()).isEqualTo(CallState.RINGING);
        assertThat(unnamed.carrierCallId()).isNull();

        Transition<Call> named = REPORTS.started(1, CARRIER_ID).apply(unnamed, at(NOW));

        assertThat(named.state().carrierCallId()).isEqualTo(CARRIER_ID);
        assertThat(named.state().state()).isEqualTo(CallState.RINGING);
        assertThat(named.events()).isEmpty();
        assertThat(apply(named.state(), REPORTS.started(1, null)).carrierCallId())
                .isEqualTo(CARRIER_ID);
    }

    @ParameterizedTest
    @EnumSource(
            value = CallState.class,
            names = {"DIALING", "RINGING", "IN_PROGRESS", "ENDED"})
    void takesASecondCallOfOneAttemptForALateReportThatMovesNothing(CallState state) {
        Call call = in(state);
        List<CallChange> reports = List.of(
                REPORTS.started(1, SECOND_ID),
                REPORTS.ringing(1, SECOND_ID),
                REPORTS.answered(1, SECOND_ID),
                REPORTS.turn(1, SECOND_ID, TURN),
                ended(SECOND_ID));

        for (CallChange report : reports) {
            Transition<Call> transition = report.apply(call, at(NOW));
            assertThat(transition.state()).isEqualTo(call);
            assertThat(transition.events()).singleElement().isInstanceOfSatisfying(LateReport.class, late -> {
                assertThat(late.attempt()).isEqualTo(1);
                assertThat(late.carrierCallId()).isEqualTo(SECOND_ID);
            });
        }
    }

    @Test
    void givesNoSecondWordToACallThatIsOver() {
        Call over = in(CallState.ENDED);
        CallChange otherEnd = REPORTS.ended(1, CARRIER_ID, Outcome.MACHINE, CAUSE, RetryPolicy.NONE);

        for (CarrierCallId id : new CarrierCallId[] {CARRIER_ID, null}) {
            List<CallChange> reports = List.of(
                    REPORTS.started(1, id),
                    REPORTS.ringing(1, id),
                    REPORTS.answered(1, id),
                    REPORTS.turn(1, id, TURN),
                    ended(id));
            for (CallChange report : reports) {
                assertThat(apply(over, report)).isSameAs(over);
                assertThat(events(over, report)).isEmpty();
            }
        }
        assertThat(apply(over, otherEnd)).isSameAs(over);
        assertThat(events(over, otherEnd)).isEmpty();
    }

    @Test
    void reportsOnceThatACallTakenForNotPlacedWasMade() {
        Call returned = apply(reserved(), MACHINE.giveBack(1, "busy", Duration.ZERO));
        Call notPlaced = apply(in(CallState.UNKNOWN), MACHINE.reclaim(1, Outcome.NOT_PLACED, "not listed"));

        for (Call over : List.of(returned, notPlaced)) {
            Transition<Call> late = REPORTS.ringing(1, CARRIER_ID).apply(over, at(NOW));
            assertThat(late.events()).singleElement().isInstanceOf(LateReport.class);
            assertThat(late.state().state()).as("it moves nothing").isEqualTo(over.state());
            assertThat(late.state().ending()).isEqualTo(over.ending());
            assertThat(late.state().position()).isEqualTo(over.position());

            Transition<Call> repeated = REPORTS.answered(1, CARRIER_ID).apply(late.state(), at(NOW));
            assertThat(repeated.events()).as("known by now").isEmpty();
            assertThat(repeated.state()).isSameAs(late.state());

            assertThat(events(late.state(), REPORTS.answered(1, SECOND_ID))).hasSize(1);
        }
    }

    @Test
    void keepsALateIdOutOfTheNextAttempt() {
        Call returned = apply(reserved(), MACHINE.giveBack(1, "busy", Duration.ZERO));
        Call late = apply(returned, REPORTS.ringing(1, CARRIER_ID));

        Call second = apply(late, MACHINE.reserve(NODE, ACCOUNT));

        assertThat(second.carrierCallId()).isNull();
        assertThat(apply(second, REPORTS.started(2, SECOND_ID)).carrierCallId()).isEqualTo(SECOND_ID);
    }

    @ParameterizedTest
    @EnumSource(
            value = CallState.class,
            names = {"QUEUED", "SCHEDULED"})
    void ignoresReportsOnACallThatWasNeverTried(CallState waiting) {
        Call call = in(waiting);

        for (int attempt : new int[] {0, 1}) {
            assertThat(apply(call, REPORTS.started(attempt, CARRIER_ID))).isSameAs(call);
            assertThat(events(call, REPORTS.started(attempt, CARRIER_ID))).isEmpty();
            assertThat(events(call, REPORTS.ended(attempt, CARRIER_ID, Outcome.BUSY, CAUSE, RetryPolicy.NONE)))
                    .isEmpty();
        }
    }
}
