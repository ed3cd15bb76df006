package io.callyard;

import static io.callyard.Yard.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.callyard.event.CallEvent.CallReserved;
import io.callyard.model.Call;
import io.callyard.model.CallState;
import io.callyard.model.NodeId;
import io.callyard.spi.carrier.PlaceAnswer;
import io.callyard.testkit.FakeCarrier;
import io.callyard.testkit.VirtualScheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How an engine is made, begins, fares and stops. */
class EngineTest {
    @RegisterExtension
    final Yards yards = new Yards();

    @Test
    void nothingHappensBeforeTheStart() {
        Yard yard = yards.with().closed();

        Call call = Yard.callOf(yard.place(yard.direct()));
        yard.advanceSeconds(60);

        assertThat(yard.now(call).state()).isEqualTo(CallState.QUEUED);
        assertThat(yard.engine.health().isReady()).isFalse();
        yard.engine.start();
        yard.run();
        assertThat(yard.now(call).state())
                .as("it takes over what the store holds")
                .isEqualTo(CallState.DIALING);
        assertThat(yard.engine.health().isReady()).isTrue();
    }

    @Test
    void anEngineIsStartedOnce() {
        Yard yard = yards.open();

        assertThatIllegalStateException().isThrownBy(yard.engine::start);
    }

    @Test
    void anEngineNeedsACarrierAndOnePerAccount() {
        assertThatIllegalStateException().isThrownBy(() -> Callyard.builder().build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Callyard.builder()
                        .carrier(new FakeCarrier(Yard.DEFAULT))
                        .carrier(new FakeCarrier(Yard.DEFAULT)));
    }

    @Test
    void aNodeHasTheNameItIsGivenOrOneOfItsOwn() {
        VirtualScheduler scheduler = VirtualScheduler.inOrder();
        Yard named = yards.open();
        named.placed(1);

        assertThat(named.events(CallReserved.class))
                .allMatch(event -> event.node().value().startsWith("node-"));
        try (Callyard engine = Callyard.builder()
                .scheduler(scheduler)
                .carrier(new FakeCarrier(Yard.DEFAULT))
                .node(new NodeId("left"))
                .build()) {
            engine.start();
            Call call = Yard.callOf(engine.calls().place(named.direct().build()));
            assertThat(call.attempt().node()).isEqualTo(new NodeId("left"));
        }
    }

    @Test
    void aStoppedEngineStartsNoMoreCallsButStillKeepsReports() {
        Yard yard = yards.open();
        Call live = yard.placed(yard.direct());

        yard.engine.stop(Duration.ZERO);
        Call waiting = Yard.callOf(yard.place(yard.direct()));
        yard.advanceSeconds(60);

        assertThat(yard.now(waiting).state()).isEqualTo(CallState.QUEUED);
        assertThat(yard.engine.health().isReady()).isFalse();
        yard.end(live);
        assertThat(yard.now(live).state()).isEqualTo(CallState.ENDED);
        yard.engine.close();
    }

    @Test
    @Tag("R1.9")
    void stoppingWaitsForPlacingsToBeAnswered() {
        Yard yard = yards.open();
        yard.carrier.answerNextBy(order -> {
            CompletableFuture<PlaceAnswer> answer = new CompletableFuture<>();
            yard.scheduler.schedule(
                    Duration.ofSeconds(4), () -> answer.complete(new PlaceAnswer.Placed(FakeCarrier.idOf(order))));
            return answer;
        });
        Call call = yard.placed(yard.direct());
        Instant asked = yard.now();

        yard.engine.stop(Duration.ofSeconds(15));

        assertThat(yard.now()).isEqualTo(asked.plusSeconds(4));
        assertThat(yard.now(call).state()).isEqualTo(CallState.DIALING);
    }

    @Test
    @Tag("R1.9")
    void stoppingWaitsNoLongerThanItsGraceAndTheNextEngineSettlesTheRest() {
        Yard yard = yards.open();
        yard.carrier.answerNextBy(order -> new CompletableFuture<>());
        Call call = yard.placed(yard.direct());
        Instant asked = yard.now();

        yard.engine.stop(Duration.ofSeconds(3));

        assertThat(yard.now()).isEqualTo(asked.plusSeconds(3));
        assertThat(yard.engine.health().placing()).isEqualTo(1);
        Yard next = yard.join();
        next.carrier.answered(next.order(call));
        assertThat(yard.now(call).state()).isEqualTo(CallState.IN_PROGRESS);
        assertThat(next.limits.tenantUsage(ACME).live()).isEqualTo(1);
    }

    @Test
    void anEngineThatIsStuckSaysSo() {
        Yard yard = yards.open();
        yard.advanceSeconds(60);
        assertThat(yard.engine.health().dispatcherAlive()).isTrue();
        yard.node.freeze();

        yard.advanceSeconds(30);
        assertThat(yard.engine.health().dispatcherAlive()).isTrue();
        yard.advanceSeconds(1);

        assertThat(yard.engine.health().dispatcherAlive()).isFalse();
        assertThat(yard.engine.health().isReady()).isFalse();
    }

    @Test
    void theEngineClosesOnlyWhatItMade() {
        Yard yard = yards.open();

        yard.engine.close();

        assertThat(yard.store.systemUsage().live()).isZero();
    }
}
