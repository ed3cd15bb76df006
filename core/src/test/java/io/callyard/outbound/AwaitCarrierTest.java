package io.callyard.outbound;

import static io.callyard.Yard.ACME;
import static io.callyard.Yard.GLOBEX;
import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.Yard;
import io.callyard.Yards;
import io.callyard.model.Call;
import io.callyard.model.CallState;
import io.callyard.model.CarrierCause;
import io.callyard.model.Outcome;
import io.callyard.spi.carrier.PlaceAnswer;
import io.callyard.testkit.FakeCarrier;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Waiting for the carrier's own id, so that it can be told to whoever asked for the call. */
@Tag("R1.3")
class AwaitCarrierTest {
    @RegisterExtension
    final Yards yards = new Yards();

    private final Yard yard = yards.open();

    @Test
    void returnsTheCallWithTheCarriersIdAsSoonAsItIsKnown() {
        answerAfter(Duration.ofMillis(800));
        Instant asked = yard.now();
        Call started = Yard.callOf(yard.place(yard.direct()));

        Call known = yard.calls
                .awaitCarrier(ACME, started.id(), Duration.ofSeconds(2))
                .orElseThrow();

        assertThat(known.carrierCallId()).isEqualTo(FakeCarrier.idOf(yard.order(started)));
        assertThat(yard.now()).isEqualTo(asked.plusMillis(800));
    }

    @Test
    void returnsTheCallWithoutAnIdWhenTheTimeIsUp() {
        answerAfter(Duration.ofSeconds(3));
        Instant asked = yard.now();
        Call started = Yard.callOf(yard.place(yard.direct()));

        Call known = yard.calls
                .awaitCarrier(ACME, started.id(), Duration.ofSeconds(2))
                .orElseThrow();

        assertThat(known.carrierCallId()).isNull();
        assertThat(known.state()).isEqualTo(CallState.RESERVED);
        assertThat(yard.now()).isEqualTo(asked.plusSeconds(2));
        yard.advanceSeconds(1);
        assertThat(yard.now(known).state()).as("the waiting changed nothing").isEqualTo(CallState.DIALING);
    }

    @Test
    void returnsARefusedCallAsItEnded() {
        yard.carrier.answerNext(new PlaceAnswer.Refused(CarrierCause.of("no such number")));
        Call started = Yard.callOf(yard.place(yard.direct()));

        Call known = yard.calls
                .awaitCarrier(ACME, started.id(), Duration.ofSeconds(2))
                .orElseThrow();

        assertThat(known.outcome()).isEqualTo(Outcome.FAILED);
    }

    @Test
    void doesNotWaitForACallThatIsNotBeingPlaced() {
        yard.placed(2);
        Call waiting = yard.placed(yard.direct());
        Instant asked = yard.now();

        assertThat(yard.calls.awaitCarrier(ACME, waiting.id(), Duration.ofSeconds(2)))
                .contains(waiting);
        assertThat(yard.now()).isEqualTo(asked);
    }

    @Test
    void knowsNoCallOfAnotherTenant() {
        Call call = yard.placed(yard.direct());

        assertThat(yard.calls.awaitCarrier(GLOBEX, call.id(), Duration.ofSeconds(2)))
                .isEmpty();
    }

    private void answerAfter(Duration delay) {
        yard.carrier.answerNextBy(order -> {
            CompletableFuture<PlaceAnswer> answer = new CompletableFuture<>();
            yard.scheduler.schedule(delay, () -> answer.complete(new PlaceAnswer.Placed(FakeCarrier.idOf(order))));
            return answer;
        });
    }
}
