package io.callyard.dispatch;

import static io.callyard.Yard.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.Yard;
import io.callyard.Yards;
import io.callyard.event.CallEvent.CallInDoubt;
import io.callyard.event.CallEvent.SlotReclaimed;
import io.callyard.model.Call;
import io.callyard.model.CallState;
import io.callyard.model.CarrierCallId;
import io.callyard.model.CarrierCause;
import io.callyard.model.Outcome;
import io.callyard.spi.carrier.CarrierReport.Fact;
import io.callyard.spi.carrier.LookUp;
import io.callyard.spi.carrier.LookUpAnswer;
import io.callyard.spi.carrier.LookUpAnswer.Absent;
import io.callyard.spi.carrier.LookUpAnswer.Found;
import io.callyard.spi.carrier.LookUpAnswer.Proof;
import io.callyard.spi.carrier.LookUpAnswer.Unavailable;
import io.callyard.spi.carrier.PlaceAnswer;
import io.callyard.testkit.FakeCarrier;
import io.callyard.testkit.VirtualScheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** No clear answer of the carrier: the slot is held, the carrier is asked, and nobody dials on a guess. */
@Tag("R0.2")
@Tag("R1.9")
class DoubtTest {
    private static final Duration TICK = Duration.ofNanos(1_000);
    private static final CarrierCallId ELSEWHERE = new CarrierCallId("known-to-the-carrier");

    @RegisterExtension
    final Yards yards = new Yards();

    private final Yard yard = yards.open();
    private final List<Long> asked = new ArrayList<>();

    @Test
    void noAnswerWithinTheTimeOutIsDoubtAndTheSlotIsHeld() {
        yard.carrier.answerNextBy(order -> new CompletableFuture<>());
        Call call = yard.placed(yard.direct());

        yard.advance(Duration.ofSeconds(10).minus(TICK));
        assertThat(yard.now(call).state()).isEqualTo(CallState.RESERVED);
        yard.advance(TICK);

        assertThat(yard.now(call).state()).isEqualTo(CallState.UNKNOWN);
        assertThat(yard.now(call).reason()).isEqualTo("the carrier did not answer in time");
        assertThat(yard.live(ACME)).isEqualTo(1);
        assertThat(yard.events(CallInDoubt.class)).hasSize(1);
    }

    @Test
    void theCarrierIsAskedAfterFiveFifteenAndSixtySecondsThenEveryMinute() {
        doubtful();
        answerLookUps(question -> new Unavailable("maintenance"));

        yard.advanceSeconds(240);

        assertThat(asked).containsExactly(5L, 15L, 60L, 120L, 180L, 240L);
    }

    @Test
    void theQuestionNamesTheCallTheAttemptAndWhenItWasOrdered() {
        Call call = doubtful();
        answerLookUps(question -> new Unavailable("maintenance"));

        yard.advanceSeconds(5);

        assertThat(yard.carrier.lookUps())
                .containsExactly(
                        new LookUp(call.subject(), 1, null, call.attempt().reservedAt()));
    }

    @Test
    @Tag("R3.6")
    void aCallThatIsFoundIsAdopted() {
        Call call = doubtful();
        answerLookUps(question -> new Found(ELSEWHERE, new Fact.Answered()));

        yard.advanceSeconds(5);

        assertThat(yard.now(call).state()).isEqualTo(CallState.IN_PROGRESS);
        assertThat(yard.now(call).carrierCallId()).isEqualTo(ELSEWHERE);
        assertThat(yard.live(ACME)).isEqualTo(1);
        assertThat(yard.orders(call)).isEqualTo(1);
    }

    @Test
    @Tag("R3.6")
    void aCallThatIsFoundToBeOverIsOver() {
        Call call = doubtful();
        answerLookUps(
                question -> new Found(ELSEWHERE, new Fact.Ended(Outcome.NO_ANSWER, CarrierCause.of("no-answer"))));

        yard.advanceSeconds(5);

        assertThat(yard.now(call).outcome()).isEqualTo(Outcome.NO_ANSWER);
        yard.assertNoSlotTaken();
    }

    @Test
    void aCallThatProvablyWasNotMadeIsPlacedAgainFromItsOldPlace() {
        Call call = doubtful();
        yard.placed(2);
        answerLookUps(question -> new Absent(Proof.STRONG));

        yard.advanceSeconds(5);

        assertThat(yard.dialled()).containsExactly(call.id(), yard.dialled().get(1), call.id());
        assertThat(yard.now(call).state()).isEqualTo(CallState.DIALING);
        assertThat(yard.now(call).attempts()).isEqualTo(2);
        assertThat(yard.now(call).position()).isEqualTo(call.position());
    }

    @Test
    void aCallThatIsMerelyNotListedEndsWhenTheListHasHadItsTime() {
        Call call = doubtful();
        answerLookUps(question -> new Absent(Proof.WEAK));

        yard.advance(Duration.ofSeconds(120).minus(TICK));
        assertThat(yard.now(call).state()).isEqualTo(CallState.UNKNOWN);
        assertThat(yard.live(ACME)).isEqualTo(1);
        yard.advance(TICK);

        assertThat(yard.now(call).outcome()).isEqualTo(Outcome.NOT_PLACED);
        assertThat(yard.events(SlotReclaimed.class)).hasSize(1);
        yard.assertNoSlotTaken();
        yard.advance(Duration.ofHours(1));
        assertThat(yard.orders(call)).as("for an operator to release, by hand").isEqualTo(1);
    }

    @Test
    void aListThatSeesTheCallBeforeItsTimeIsUpSettlesIt() {
        Call call = doubtful();
        answerLookUps(question -> asked.size() < 3 ? new Absent(Proof.WEAK) : new Found(ELSEWHERE, new Fact.Ringing()));

        yard.advanceSeconds(60);

        assertThat(yard.now(call).state()).isEqualTo(CallState.RINGING);
    }

    @Test
    void aCarrierThatCannotBeAskedIsGivenUpAfterTenMinutes() {
        Call call = doubtful();
        answerLookUps(question -> new Unavailable("maintenance"));

        yard.advance(Duration.ofMinutes(10).minus(TICK));
        assertThat(yard.now(call).state()).isEqualTo(CallState.UNKNOWN);
        yard.advance(TICK);

        assertThat(yard.now(call).outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(yard.orders(call)).isEqualTo(1);
        yard.assertNoSlotTaken();
    }

    @Test
    void lookUpsThatHangFailOrThrowCountAsNothingLearnt() {
        Call call = doubtful();
        List<Function<LookUp, CompletionStage<LookUpAnswer>>> answers = List.of(
                question -> new CompletableFuture<>(),
                question -> CompletableFuture.failedStage(new IllegalStateException("no connection")),
                question -> {
                    throw new IllegalStateException("a bug in the driver");
                },
                question -> null,
                question -> CompletableFuture.completedStage(null));
        int[] next = {0};
        yard.carrier.answerLookUpsBy(
                question -> answers.get(next[0]++ % answers.size()).apply(question));

        yard.advance(Duration.ofMinutes(9));

        assertThat(next[0]).isGreaterThan(answers.size());
        assertThat(yard.now(call).state()).isEqualTo(CallState.UNKNOWN);
        yard.advance(Duration.ofMinutes(3));
        assertThat(yard.now(call).outcome()).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void noAttemptIsOrderedTwiceWhateverIsAnswered() {
        answerLookUps(question -> new Absent(Proof.STRONG));
        yard.carrier.answerBy(order -> order.attempt() < 4
                ? CompletableFuture.completedStage(new PlaceAnswer.NoClearAnswer(CarrierCause.of("server error")))
                : FakeCarrier.taken(order));

        Call call = yard.placed(yard.direct());
        yard.advanceSeconds(60);

        assertThat(yard.carrier.orders()).extracting(order -> order.attempt()).containsExactly(1, 2, 3, 4);
        assertThat(yard.now(call).state()).isEqualTo(CallState.DIALING);
    }

    private Call doubtful() {
        yard.carrier.answerNext(new PlaceAnswer.NoClearAnswer(CarrierCause.of("server error")));
        Call call = yard.placed(yard.direct());
        assertThat(call.state()).isEqualTo(CallState.UNKNOWN);
        return call;
    }

    private void answerLookUps(Function<LookUp, LookUpAnswer> answer) {
        yard.carrier.answerLookUpsBy(question -> {
            asked.add(Duration.between(VirtualScheduler.START, yard.now()).toSeconds());
            return CompletableFuture.completedStage(answer.apply(question));
        });
    }
}
