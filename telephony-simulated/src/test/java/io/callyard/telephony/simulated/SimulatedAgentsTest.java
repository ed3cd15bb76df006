package io.callyard.telephony.simulated;

import static io.callyard.telephony.simulated.Floorboard.IRIS;
import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.model.inbound.AgentProfile;
import io.callyard.model.inbound.Arrival;
import io.callyard.model.inbound.CallerLine;
import io.callyard.model.inbound.DeviceState;
import io.callyard.model.inbound.QueueId;
import io.callyard.spi.carrier.BridgeAnswer;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SimulatedAgentsTest {
    private static final QueueId QUEUE = new QueueId("sales");

    private final Floorboard floor = new Floorboard();

    private SimulatedAgents start(AgentHabits habits) {
        SimulatedAgents agents = SimulatedAgents.on(floor.scheduler, floor.carrier, Floorboard.TENANT)
                .seed(5)
                .agent(IRIS, AgentProfile.of("Iris", QUEUE), habits)
                .build();
        agents.start(floor);
        floor.pass(0.5);
        return agents;
    }

    private CallerLine call() {
        return floor.lines.call(Floorboard.TENANT, Arrival.of(QUEUE, null), Person.PASSIVE);
    }

    @Test
    void comeToWorkAndGiveSignsOfLife() {
        start(AgentHabits.DILIGENT);
        assertThat(floor.story).startsWith("registered at sim:iris", "heartbeat", "AVAILABLE");
        floor.pass(600);
        assertThat(floor.count("heartbeat")).isBetween(20L, 22L);
    }

    @Test
    void takeAnOfferAfterTheirReactionTime() {
        start(AgentHabits.DILIGENT);
        floor.ring();
        floor.pass(3);
        assertThat(floor.count("accepted")).isZero();
        floor.pass(0.2);
        assertThat(floor.count("accepted")).isEqualTo(1);
        assertThat(floor.lines.ringing()).isEmpty();
    }

    @Test
    void missOrRejectTheirShareOfOffers() {
        SimulatedAgents agents = start(AgentHabits.DILIGENT.withAnswers(0.3, 0.2));
        for (int i = 0; i < 1_000; i++) {
            floor.ring();
            floor.pass(30);
        }
        assertThat(floor.count("accepted")).isBetween(430L, 570L);
        assertThat(floor.count("declined")).isBetween(140L, 260L);
        AgentCounts counts = agents.counts(IRIS);
        assertThat(counts.rung()).isEqualTo(1_000);
        assertThat(counts.accepted()).isEqualTo(floor.count("accepted"));
        assertThat(floor.lines.ringing()).isEmpty();
    }

    @Test
    @DisplayName("R4.2: the probe says when a network is lost; nothing rings, no sign of life, the talk is cut off")
    void loseTheirNetwork() {
        SimulatedAgents agents = start(AgentHabits.DILIGENT);
        floor.bridge(call());
        floor.pass(1);
        assertThat(state(agents)).isEqualTo(DeviceState.CONNECTED);
        agents.network(IRIS, false);
        floor.pass(1);
        assertThat(floor.count("agent ended")).isEqualTo(1);
        assertThat(state(agents)).isEqualTo(DeviceState.DISCONNECTED);
        long before = floor.count("heartbeat");
        floor.ring();
        CompletionStage<BridgeAnswer> refused = floor.carrier.bridge(floor.bridge(call()));
        floor.pass(300);
        assertThat(refused.toCompletableFuture()).isCompletedExceptionally();
        assertThat(agents.counts(IRIS).rung()).isZero();
        assertThat(floor.count("heartbeat")).isEqualTo(before);
        agents.network(IRIS, true);
        floor.pass(1);
        assertThat(floor.count("heartbeat")).isEqualTo(before + 1);
        assertThat(floor.story).endsWith("heartbeat", "AVAILABLE");
    }

    @Test
    void loseTheirNetworkNowAndThen() {
        SimulatedAgents agents = start(AgentHabits.DILIGENT.withNetwork(Bench.always(100), Bench.always(50)));
        floor.pass(1_500);
        assertThat(agents.counts(IRIS).networkLost()).isEqualTo(10);
    }

    @Test
    void heartbeatsGetLost() {
        start(AgentHabits.DILIGENT.withHeartbeats(Duration.ofSeconds(1), 0.5));
        floor.pass(1_000);
        assertThat(floor.count("heartbeat")).isBetween(420L, 580L);
    }

    @Test
    void takeBreaksAfterTheirTalksAndComeBack() {
        SimulatedAgents agents = start(AgentHabits.DILIGENT
                .withBreaks(Bench.always(100), Bench.always(60))
                .withGlances(Duration.ofHours(9)));
        CallerLine line = call();
        floor.bridge(line);
        floor.pass(110);
        assertThat(floor.count("AWAY")).isZero();
        floor.lines.hangUp(line);
        floor.pass(20);
        assertThat(floor.count("AWAY")).isEqualTo(1);
        floor.pass(61);
        assertThat(floor.count("AVAILABLE")).isEqualTo(2);
        agents.stop();
        floor.pass(1);
        assertThat(floor.story).endsWith("OFFLINE");
    }

    @Test
    void sayWhenTheyAreDoneWithACall() {
        start(AgentHabits.DILIGENT.withWrapUp(Bench.always(12)));
        CallerLine line = call();
        floor.bridge(line);
        floor.pass(1);
        floor.lines.hangUp(line);
        floor.pass(11);
        assertThat(floor.count("wrapped up")).isZero();
        floor.pass(2);
        assertThat(floor.count("wrapped up")).isEqualTo(1);
    }

    private DeviceState state(SimulatedAgents agents) {
        return agents.probe()
                .probe(Floorboard.TENANT, IRIS, Floorboard.DEVICE)
                .toCompletableFuture()
                .join();
    }
}
