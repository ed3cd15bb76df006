package io.callyard.dispatch;

import static io.callyard.Yard.ACME;
import static io.callyard.Yard.DEFAULT;
import static io.callyard.Yard.SPRING;
import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.Yard;
import io.callyard.Yards;
import io.callyard.event.CallEvent;
import io.callyard.event.CallEvent.CallEnded;
import io.callyard.event.CallEvent.CallStatusChanged;
import io.callyard.event.CallEvent.LateReport;
import io.callyard.event.CallEvent.SlotReclaimed;
import io.callyard.event.CallEvent.TurnHeard;
import io.callyard.event.LoggedEvent;
import io.callyard.model.Call;
import io.callyard.model.CallId;
import io.callyard.model.CallState;
import io.callyard.model.CarrierCallId;
import io.callyard.model.CarrierCause;
import io.callyard.model.ConversationTurn;
import io.callyard.model.Outcome;
import io.callyard.model.RetryPolicy;
import io.callyard.spi.carrier.CarrierReport;
import io.callyard.spi.carrier.CarrierReport.Fact;
import io.callyard.spi.carrier.LookUpAnswer;
import io.callyard.spi.carrier.LookUpAnswer.Absent;
import io.callyard.spi.carrier.LookUpAnswer.Found;
import io.callyard.spi.carrier.LookUpAnswer.Proof;
import io.callyard.spi.carrier.LookUpAnswer.Unavailable;
import io.callyard.spi.carrier.PlaceAnswer;
import io.callyard.spi.carrier.PlaceOrder;
import io.callyard.testkit.FakeCarrier;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Reports that never come, come twice, too early, too late, or about the wrong call. */
class SilentCallTest {
    private static final Duration TICK = Duration.ofNanos(1_000);
    private static final CarrierCallId STRANGE = new CarrierCallId("strange");

    @RegisterExtension
    final Yards yards = new Yards();

    private final Yard yard = yards.open();

    @Test
    @Tag("R3.6")
    void aRingingCallIsAskedAfterAtTheRingingLimit() {
        Call call = yard.placed(yard.direct());
        yard.carrier.ringing(yard.order(call));
        answerLookUps(() -> new Found(id(call), new Fact.Ended(Outcome.NO_ANSWER, CarrierCause.of("no-answer"))));

        yard.advance(Duration.ofSeconds(60).minus(TICK));
        assertThat(yard.carrier.lookUps()).isEmpty();
        yard.advance(TICK);

        assertThat(yard.now(call).outcome()).isEqualTo(Outcome.NO_ANSWER);
        yard.assertNoSlotTaken();
    }

    @Test
    @Tag("R3.6")
    void anAnsweredCallIsAskedAfterAtItsLongestLength() {
        Call call = yard.placed(yard.direct());
        yard.answer(call);
        answerLookUps(() -> new Found(id(call), new Fact.Ended(Outcome.COMPLETED, CarrierCause.of("completed"))));

        yard.advance(Duration.ofHours(2).minus(TICK));
        assertThat(yard.carrier.lookUps()).isEmpty();
        yard.advance(TICK);

        assertThat(yard.now(call).outcome()).isEqualTo(Outcome.COMPLETED);
    }

    @Test
    void aCallThatLastsTooLongIsHungUp() {
        Call call = yard.placed(yard.direct());
        yard.answer(call);
        answerLookUps(() -> new Found(id(call), new Fact.Answered()));

        yard.advance(Duration.ofHours(2));
        assertThat(yard.carrier.hangUps()).containsExactly(id(call));
        assertThat(yard.now(call).state()).isEqualTo(CallState.IN_PROGRESS);
        yard.advance(Duration.ofMinutes(1));

        assertThat(yard.carrier.hangUps()).as("until it works").hasSize(2);
    }

    @Test
    void aCallThatGoesOnRingingIsAskedAfterEveryMinute() {
        Call call = yard.placed(yard.direct());
        answerLookUps(() -> new Found(id(call), new Fact.Ringing()));

        yard.advanceSeconds(300);

        assertThat(yard.carrier.lookUps()).hasSize(5);
        assertThat(yard.now(call).state()).isEqualTo(CallState.RINGING);
        assertThat(yard.carrier.hangUps()).isEmpty();
    }

    @Test
    void aSilentCallThatIsNoLongerListedIsReclaimedAndSaidSo() {
        Call call = yard.placed(yard.direct());
        answerLookUps(() -> new Absent(Proof.WEAK));

        yard.advance(Duration.ofSeconds(180).minus(TICK));
        assertThat(yard.now(call).state()).isEqualTo(CallState.DIALING);
        yard.advance(TICK);

        assertThat(yard.now(call).outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(yard.log(ACME).stream().map(LoggedEvent::event))
                .endsWith(
                        new SlotReclaimed(
                                call.subject(), 1, "nothing was heard of the call, and the carrier no longer lists it"),
                        yard.events(CallEnded.class).get(0));
        yard.assertNoSlotTaken();
    }

    @Test
    void aSilentCallOfWhichNothingCanBeLearntIsReclaimedAfterTenMinutesMore() {
        Call call = yard.placed(yard.direct());
        answerLookUps(() -> new Unavailable("maintenance"));

        yard.advance(Duration.ofSeconds(660).minus(TICK));
        assertThat(yard.now(call).state()).isEqualTo(CallState.DIALING);
        yard.advance(TICK);

        assertThat(yard.now(call).outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(yard.events(SlotReclaimed.class)).hasSize(1);
    }

    @Test
    void aCallThatTheCarrierProvesGoneIsNotDialledAgainOnceItWasTaken() {
        Call call = yard.placed(yard.direct());
        answerLookUps(() -> new Absent(Proof.STRONG));

        yard.advanceSeconds(3_000);

        assertThat(yard.orders(call)).isEqualTo(1);
        assertThat(yard.now(call).outcome()).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void aReportThatComesTwiceCountsOnce() {
        Call call = yard.placed(yard.direct());
        ConversationTurn turn = new ConversationTurn(ConversationTurn.Speaker.CUSTOMER, "hello", yard.now());

        for (int i = 0; i < 3; i++) {
            yard.carrier.ringing(yard.order(call));
            yard.carrier.turn(yard.order(call), "turn-1", turn);
        }
        yard.end(call);
        yard.end(call, Outcome.FAILED);
        yard.answer(call);

        assertThat(yard.events(CallStatusChanged.class))
                .extracting(CallStatusChanged::state)
                .containsExactly(CallState.RINGING, CallState.IN_PROGRESS);
        assertThat(yard.events(TurnHeard.class)).hasSize(1);
        assertThat(yard.events(CallEnded.class)).hasSize(1);
        assertThat(yard.events(LateReport.class)).isEmpty();
    }

    @Test
    void aReportAboutAnAttemptThatIsOverDoesNotTouchTheNext() {
        RetryPolicy retry = RetryPolicy.NONE.with(Outcome.BUSY, 3, Duration.ofMinutes(1));
        yard.running(SPRING, 1, settings -> settings.withRetry(retry));
        PlaceOrder first = yard.carrier.lastOrder();
        yard.endLast(Outcome.BUSY);
        yard.advanceSeconds(60);
        Call call = yard.calls.live(ACME).get(0);
        assertThat(call.attempts()).isEqualTo(2);

        yard.carrier.ended(first, Outcome.BUSY);
        yard.carrier.answered(first);

        assertThat(yard.now(call)).isEqualTo(call);
        assertThat(yard.events(LateReport.class)).isEmpty();
    }

    @Test
    void aSecondCallOfOneAttemptIsHungUpAndTold() {
        Call call = yard.placed(yard.direct());

        yard.carrier.report(new CarrierReport(DEFAULT, call.id(), 1, STRANGE, new Fact.Ringing(), null));
        yard.run();

        assertThat(yard.carrier.hangUps()).containsExactly(STRANGE);
        assertThat(yard.events(LateReport.class))
                .extracting(LateReport::carrierCallId)
                .containsExactly(STRANGE);
        assertThat(yard.now(call).carrierCallId()).isEqualTo(id(call));
        yard.carrier.report(new CarrierReport(
                DEFAULT, call.id(), 1, STRANGE, new Fact.Ended(Outcome.BUSY, CarrierCause.of("busy")), null));
        assertThat(yard.now(call).state()).as("its end is not the call's").isEqualTo(CallState.DIALING);
    }

    @Test
    void aReportMayComeBeforeTheAnswerThatTellsTheCarriersId() {
        CompletableFuture<PlaceAnswer> answer = new CompletableFuture<>();
        yard.carrier.answerNextBy(order -> answer);
        Call call = yard.placed(yard.direct());
        report(id(call), new Fact.Ringing());
        yard.advance(Duration.ofMillis(200));
        assertThat(yard.now(call).state()).isEqualTo(CallState.RESERVED);

        answer.complete(new PlaceAnswer.Placed(id(call)));
        yard.advance(Duration.ofMillis(800));

        assertThat(yard.now(call).state()).isEqualTo(CallState.RINGING);
    }

    @Test
    void aReportWithTheEnginesIdNeedsNoAnswerAtAll() {
        yard.carrier.answerNextBy(order -> new CompletableFuture<>());
        Call call = yard.placed(yard.direct());

        yard.answer(call);

        assertThat(yard.now(call).state()).isEqualTo(CallState.IN_PROGRESS);
        yard.advanceSeconds(11);
        assertThat(yard.now(call).state())
                .as("the time-out of the answer says nothing now")
                .isEqualTo(CallState.IN_PROGRESS);
    }

    @Test
    void aReportAboutACallThatNobodyKnowsIsDroppedAfterAboutAMinute() {
        report(STRANGE, new Fact.Ringing());
        yard.carrier.report(
                new CarrierReport(DEFAULT, new CallId(new UUID(1, 2)), 1, STRANGE, new Fact.Ringing(), null));
        yard.advanceSeconds(62);
        CompletableFuture<PlaceAnswer> answer = new CompletableFuture<>();
        yard.carrier.answerNextBy(order -> answer);
        Call call = yard.placed(yard.direct());
        answer.complete(new PlaceAnswer.Placed(STRANGE));

        yard.advanceSeconds(5);

        assertThat(yard.now(call).state()).as("looked at for the last time").isEqualTo(CallState.RINGING);
        report(new CarrierCallId("stranger"), new Fact.Ringing());
        yard.advanceSeconds(600);
        assertThat(yard.events(CallEvent.class))
                .allMatch(event -> event.subject().equals(call.subject()));
    }

    private void report(CarrierCallId id, Fact fact) {
        yard.carrier.report(new CarrierReport(DEFAULT, null, 0, id, fact, null));
    }

    private CarrierCallId id(Call call) {
        return FakeCarrier.idOf(yard.order(call));
    }

    private void answerLookUps(Supplier<LookUpAnswer> answer) {
        yard.carrier.answerLookUpsBy(question -> CompletableFuture.completedStage(answer.get()));
    }
}
