package io.callyard.telephony.simulated;

import static io.callyard.telephony.simulated.Bench.always;
import static io.callyard.telephony.simulated.Bench.seconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.callyard.spi.carrier.CarrierException;
import io.callyard.spi.carrier.PlaceAnswer;
import io.callyard.spi.carrier.PlaceOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class PlacingFaultsTest {
    private static final Faults SLOW_BY_15_S =
            Faults.NONE.withSlowness(always(15)).withRetryAfter(seconds(7));

    private final Bench bench = Bench.with(SLOW_BY_15_S);

    @Test
    void aRefusalMakesNoCall() {
        assertThat(failing(FaultKind.REFUSED)).isInstanceOf(PlaceAnswer.Refused.class);

        assertNoCallWasMade(FaultKind.REFUSED);
    }

    @Test
    void tooManyRequestsSayHowLongToWaitAndAreNoFaultOfTheAccount() {
        PlaceAnswer.NotNow answer = (PlaceAnswer.NotNow) failing(FaultKind.TOO_MANY_REQUESTS);

        assertThat(answer.retryAfter()).isEqualTo(seconds(7));
        assertThat(answer.accountFault()).isFalse();
        assertNoCallWasMade(FaultKind.TOO_MANY_REQUESTS);
    }

    @ParameterizedTest
    @EnumSource(names = {"UNREACHABLE", "LOGIN_REFUSED"})
    void noConnectionAndNoLoginAreFaultsOfTheAccount(FaultKind kind) {
        PlaceAnswer.NotNow answer = (PlaceAnswer.NotNow) failing(kind);

        assertThat(answer.retryAfter()).isZero();
        assertThat(answer.accountFault()).isTrue();
        assertNoCallWasMade(kind);
    }

    @Test
    void aRequestThatIsLostIsNeverAnswered() {
        CompletableFuture<PlaceAnswer> answer = ordering(FaultKind.REQUEST_LOST);

        assertThat(answer).isNotDone();
        assertNoCallWasMade(FaultKind.REQUEST_LOST);
    }

    @Test
    void aRequestThatTimesOutSaysThatNobodyKnows() {
        assertThat(failing(FaultKind.REQUEST_TIMES_OUT)).isInstanceOf(PlaceAnswer.NoClearAnswer.class);

        assertThat(sinceTheRequest(bench.scheduler.instant())).isEqualTo(seconds(15));
        assertNoCallWasMade(FaultKind.REQUEST_TIMES_OUT);
    }

    @Test
    void aRequestThatFailsKnowsThatThereIsNoCall() {
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(() -> failing(FaultKind.REQUEST_FAILS))
                .havingCause()
                .isInstanceOfSatisfying(
                        CarrierException.class,
                        e -> assertThat(e.outcomeKnown()).isTrue());

        assertNoCallWasMade(FaultKind.REQUEST_FAILS);
    }

    @Test
    void aLateRequestMakesTheCallLate() {
        assertThat(failing(FaultKind.REQUEST_LATE))
                .isEqualTo(new PlaceAnswer.Placed(bench.onlyRecord().carrierCallId()));

        assertThat(sinceTheRequest(bench.onlyRecord().liveFrom())).isEqualTo(seconds(15));
        assertACallWasMade(FaultKind.REQUEST_LATE);
    }

    @Test
    void aSlowAnswerComesAfterTheCallHasBegun() {
        assertThat(failing(FaultKind.ANSWER_SLOW))
                .isEqualTo(new PlaceAnswer.Placed(bench.onlyRecord().carrierCallId()));

        assertThat(sinceTheRequest(bench.scheduler.instant())).isBetween(seconds(15), seconds(15.1));
        assertThat(bench.story()).containsExactly("Started", "Ringing", "Answered");
        assertACallWasMade(FaultKind.ANSWER_SLOW);
    }

    @Test
    void aLostAnswerNeverComesAndTheCallIsMade() {
        CompletableFuture<PlaceAnswer> answer = ordering(FaultKind.ANSWER_LOST);

        assertThat(answer).isNotDone();
        assertACallWasMade(FaultKind.ANSWER_LOST);
    }

    @Test
    void anAnswerThatTimesOutSaysThatNobodyKnowsAndTheCallIsMade() {
        assertThat(failing(FaultKind.ANSWER_TIMES_OUT)).isInstanceOf(PlaceAnswer.NoClearAnswer.class);

        assertThat(sinceTheRequest(bench.scheduler.instant())).isBetween(seconds(15), seconds(15.1));
        assertACallWasMade(FaultKind.ANSWER_TIMES_OUT);
    }

    @Test
    void anAnswerThatFailsDoesNotKnowThatTheCallIsMade() {
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(() -> failing(FaultKind.ANSWER_FAILS))
                .havingCause()
                .isInstanceOfSatisfying(
                        CarrierException.class,
                        e -> assertThat(e.outcomeKnown()).isFalse());

        assertACallWasMade(FaultKind.ANSWER_FAILS);
    }

    @Test
    void theMethodThrowsAndTheCallIsMade() {
        assertThatIllegalStateException().isThrownBy(() -> failing(FaultKind.THROWS));

        assertACallWasMade(FaultKind.THROWS);
    }

    @Test
    void orderedFaultsAreForOneCallEachInTheirOrder() {
        bench.carrier.failNext(FaultKind.REFUSED);
        bench.carrier.failNext(FaultKind.UNREACHABLE);

        assertThat(bench.place(bench.order())).isInstanceOf(PlaceAnswer.Refused.class);
        assertThat(bench.place(bench.order())).isInstanceOf(PlaceAnswer.NotNow.class);
        assertThat(bench.place(bench.order())).isInstanceOf(PlaceAnswer.Placed.class);
    }

    @Test
    void orderedFaultsWaitForTheCallTheyAreMeantFor() {
        PlaceOrder first = bench.order();
        PlaceOrder second = bench.order();
        PlaceOrder third = bench.order();
        bench.carrier.failNext(second.subject().phoneNumber(), FaultKind.REFUSED);
        bench.carrier.failNext(order -> order.equals(third), FaultKind.UNREACHABLE);

        assertThat(bench.place(first)).isInstanceOf(PlaceAnswer.Placed.class);
        assertThat(bench.place(third)).isInstanceOf(PlaceAnswer.NotNow.class);
        assertThat(bench.place(second)).isInstanceOf(PlaceAnswer.Refused.class);
        assertThat(bench.place(Bench.again(second, 2))).isInstanceOf(PlaceAnswer.Placed.class);
    }

    @Test
    void anOutageMakesNoCallsUntilItIsOver() {
        bench.carrier.outage(true);
        PlaceAnswer.NotNow during = (PlaceAnswer.NotNow) bench.place(bench.order());
        bench.carrier.outage(false);
        PlaceAnswer after = bench.place(bench.order());

        assertThat(during.accountFault()).isTrue();
        assertThat(after).isInstanceOf(PlaceAnswer.Placed.class);
        assertThat(bench.carrier.log().records())
                .extracting(CarrierCallRecord::isMade)
                .containsExactly(false, true);
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.MATCH_ALL,
            names = {"RE(FUSED|QUEST_.*)|TOO.*|UNREACHABLE|LOGIN.*|ANSWER.*|THROWS"})
    void aRateOfOneHitsEveryRequestAndOneOfZeroNone(FaultKind kind) {
        bench.carrier.change(SLOW_BY_15_S.with(kind, 1));
        bench.carrier.log();
        for (int i = 0; i < 20; i++) {
            try {
                bench.carrier.place(bench.order());
            } catch (IllegalStateException e) {
                assertThat(kind).isEqualTo(FaultKind.THROWS);
            }
        }
        bench.carrier.change(SLOW_BY_15_S);
        bench.placed(bench.order());
        bench.finish();

        assertThat(bench.carrier.log().records())
                .extracting(CarrierCallRecord::fault)
                .hasSize(21)
                .startsWith(kind)
                .endsWith((FaultKind) null);
        assertThat(bench.carrier.log().where(call -> call.fault() == kind).records())
                .hasSize(20);
    }

    private PlaceAnswer failing(FaultKind kind) {
        bench.carrier.failNext(kind);
        return bench.place(bench.order());
    }

    /** Asks and waits until everything is over. */
    private CompletableFuture<PlaceAnswer> ordering(FaultKind kind) {
        bench.carrier.failNext(kind);
        CompletableFuture<PlaceAnswer> answer =
                bench.carrier.place(bench.order()).toCompletableFuture();
        bench.finish();
        return answer;
    }

    private void assertNoCallWasMade(FaultKind kind) {
        bench.finish();
        assertThat(bench.onlyRecord().isMade()).isFalse();
        assertThat(bench.onlyRecord().carrierCallId()).isNull();
        assertThat(bench.onlyRecord().fault()).isEqualTo(kind);
        assertThat(bench.heard).isEmpty();
    }

    private void assertACallWasMade(FaultKind kind) {
        bench.finish();
        assertThat(bench.onlyRecord().isMade()).isTrue();
        assertThat(bench.onlyRecord().fault()).isEqualTo(kind);
        assertThat(bench.story()).containsExactly("Started", "Ringing", "Answered", "Ended");
    }

    private Duration sinceTheRequest(Instant at) {
        return Duration.between(bench.onlyRecord().requestedAt(), at);
    }
}
