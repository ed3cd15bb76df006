package io.callyard.telephony.simulated;

import static io.callyard.telephony.simulated.Bench.seconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.callyard.model.CarrierCallId;
import io.callyard.model.Outcome;
import io.callyard.spi.carrier.CarrierException;
import io.callyard.spi.carrier.CarrierReport.Fact;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class HangUpTest {
    private final Bench bench = Bench.steady();

    @Test
    void aRingingCallIsCanceled() {
        CarrierCallId call = placedAnd(seconds(2));

        bench.result(bench.carrier.hangUp(call));
        bench.scheduler.runDue();

        assertThat(bench.story()).containsExactly("Started", "Ringing", "Ended");
        assertThat(ended().outcome()).isEqualTo(Outcome.CANCELED);
        assertThat(bench.onlyRecord().liveTo()).isEqualTo(bench.scheduler.instant());
        bench.finish();
        assertThat(bench.story()).as("nothing happens to it any more").hasSize(3);
    }

    @Test
    void aCallThatHasNotRungIsCanceled() {
        CarrierCallId call = placedAnd(Duration.ZERO);

        bench.result(bench.carrier.hangUp(call));
        bench.finish();

        assertThat(bench.story()).containsExactly("Started", "Ended");
        assertThat(ended().outcome()).isEqualTo(Outcome.CANCELED);
    }

    @Test
    void anAnsweredCallIsCompleted() {
        CarrierCallId call = placedAnd(seconds(10));

        bench.result(bench.carrier.hangUp(call));
        bench.finish();

        assertThat(bench.story()).containsExactly("Started", "Ringing", "Answered", "Ended");
        assertThat(ended().outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(ended().cause().text()).isEqualTo("hung up on request");
    }

    @Test
    void aCallThatAMachineAnsweredStaysAMachines() {
        bench.carrier.change(Behaviour.STEADY.withOdds(CallCourseTest.all(Outcome.MACHINE)));
        CarrierCallId call = placedAnd(seconds(10));

        bench.result(bench.carrier.hangUp(call));
        bench.finish();

        assertThat(ended().outcome()).isEqualTo(Outcome.MACHINE);
    }

    @Test
    void aCallThatIsOverIsASuccess() {
        CarrierCallId call = placedAnd(seconds(60));
        assertThat(bench.story()).endsWith("Ended");

        bench.result(bench.carrier.hangUp(call));
        bench.result(bench.carrier.hangUp(new CarrierCallId("never heard of")));
        bench.finish();

        assertThat(bench.story()).hasSize(4);
        assertThat(ended().cause().text()).isEqualTo("the called person hung up");
    }

    @Test
    void hangingUpTwiceEndsACallOnce() {
        CarrierCallId call = placedAnd(seconds(10));
        CompletableFuture<Void> first = bench.carrier.hangUp(call).toCompletableFuture();
        CompletableFuture<Void> second = bench.carrier.hangUp(call).toCompletableFuture();
        bench.finish();

        assertThat(first).isCompleted();
        assertThat(second).isCompleted();
        assertThat(bench.story()).containsOnlyOnce("Ended");
    }

    @Test
    void aLostRequestEndsNothingAndIsNeverAnswered() {
        bench.carrier.failNext(FaultKind.HANG_UP_LOST);
        CarrierCallId call = placedAnd(seconds(10));

        CompletableFuture<Void> answer = bench.carrier.hangUp(call).toCompletableFuture();
        bench.finish();

        assertThat(answer).isNotDone();
        assertThat(ended().cause().text()).isEqualTo("the called person hung up");
    }

    @Test
    void aFailedRequestEndsNothing() {
        bench.carrier.failNext(FaultKind.HANG_UP_FAILS);
        CarrierCallId call = placedAnd(seconds(10));

        assertHangUpFails(call);
        bench.finish();

        assertThat(ended().cause().text()).isEqualTo("the called person hung up");
    }

    @Test
    void duringAnOutageItFails() {
        CarrierCallId call = placedAnd(seconds(10));
        bench.carrier.outage(true);

        assertHangUpFails(call);

        assertThat(bench.onlyRecord().isLive()).isTrue();
    }

    private CarrierCallId placedAnd(Duration later) {
        CarrierCallId call = bench.placed(bench.order());
        bench.scheduler.advance(later);
        return call;
    }

    private void assertHangUpFails(CarrierCallId call) {
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(() -> bench.result(bench.carrier.hangUp(call)))
                .havingCause()
                .isInstanceOfSatisfying(
                        CarrierException.class,
                        e -> assertThat(e.outcomeKnown()).isTrue());
    }

    private Fact.Ended ended() {
        return (Fact.Ended) bench.facts().get(bench.facts().size() - 1);
    }
}
