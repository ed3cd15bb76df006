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
import io.callyard.event.CallEvent.TurnHeard;
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
import io.callyard.spi.carrier.PlaceAnswer;
import io.callyard.spi.carrier.PlaceOrder;
import io.callyard.testkit.FakeCarrier;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Reports that come twice, too early, too late, or about the wrong call. */
class CarrierReportTest {
    private static final CarrierCallId STRANGE = new CarrierCallId("strange");

    @RegisterExtension
    final Yards yards = new Yards();

    private final Yard yard = yards.open();

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
}
