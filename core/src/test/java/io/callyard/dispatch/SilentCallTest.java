package io.callyard.dispatch;

import static io.callyard.Yard.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.Yard;
import io.callyard.Yards;
import io.callyard.event.CallEvent.CallEnded;
import io.callyard.event.CallEvent.SlotReclaimed;
import io.callyard.event.LoggedEvent;
import io.callyard.model.Call;
import io.callyard.model.CallState;
import io.callyard.model.CarrierCallId;
import io.callyard.model.CarrierCause;
import io.callyard.model.Outcome;
import io.callyard.spi.carrier.CarrierReport.Fact;
import io.callyard.spi.carrier.LookUpAnswer;
import io.callyard.spi.carrier.LookUpAnswer.Absent;
import io.callyard.spi.carrier.LookUpAnswer.Found;
import io.callyard.spi.carrier.LookUpAnswer.Proof;
import io.callyard.spi.carrier.LookUpAnswer.Unavailable;
import io.callyard.testkit.FakeCarrier;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Calls of which nothing more is heard. */
class SilentCallTest {
    private static final Duration TICK = Duration.ofNanos(1_000);

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
    void aCallThatWasHungUpAndWhoseEndIsLostIsAskedAfterSoon() {
        Call call = yard.placed(yard.direct());
        yard.answer(call);
        answerLookUps(() -> new Found(id(call), new Fact.Ended(Outcome.COMPLETED, CarrierCause.of("completed"))));
        yard.engine.calls().hangUp(call.tenant(), call.id());

        yard.advance(Duration.ofSeconds(60).minus(TICK));
        assertThat(yard.carrier.lookUps()).isEmpty();
        yard.advance(TICK);

        assertThat(yard.now(call).outcome()).isEqualTo(Outcome.COMPLETED);
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

    private CarrierCallId id(Call call) {
        return FakeCarrier.idOf(yard.order(call));
    }

    private void answerLookUps(Supplier<LookUpAnswer> answer) {
        yard.carrier.answerLookUpsBy(question -> CompletableFuture.completedStage(answer.get()));
    }
}
