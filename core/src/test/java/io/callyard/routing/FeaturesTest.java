package io.callyard.routing;

import static io.callyard.routing.AgentSample.SALES;
import static io.callyard.routing.AgentSample.agent;
import static io.callyard.routing.CallerSample.caller;
import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.model.inbound.DeviceState;
import io.callyard.model.inbound.Feature;
import io.callyard.model.inbound.QueueId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What matching does for callers who do not get a feature. */
@Tag("R4.11")
class FeaturesTest {

    @Test
    void withoutHeartbeatsStaleAgentsAreAskedToo() {
        FloorSample floor = new FloorSample()
                .with(caller(1).waited(20), caller(2).without(Feature.HEARTBEAT))
                .with(agent("a").heardOf(900));

        assertThat(floor.pairs()).containsExactly("2>a");
    }

    @Test
    void withoutDeviceChecksDisconnectedAgentsAreAskedToo() {
        FloorSample floor = new FloorSample()
                .device("a", DeviceState.DISCONNECTED)
                .with(caller(1).waited(20), caller(2).without(Feature.DEVICE_CHECK))
                .with(agent("a"));

        assertThat(floor.pairs()).containsExactly("2>a");
    }

    @Test
    void withoutDiscoveryTheFirstReadyAgentIsAsked() {
        FloorSample floor = new FloorSample()
                .sales(settings -> settings.routedBy("ring_all"))
                .with(caller(1).waited(0).wants("spanish", 50).prefers("d").without(Feature.ENHANCED_DISCOVERY))
                .with(
                        agent("d").idle(900),
                        agent("c").idle(800),
                        agent("b").tier(7).idle(1))
                .with(agent("a").talking(), agent("0").in(new QueueId("care"), 1, 0));

        assertThat(floor.pairs()).containsExactly("1>b");
        assertThat(floor.match().get(0).decision().strategy()).isEqualTo("first_available");
    }

    @Test
    void withoutDiscoveryHeartbeatsAndDevicesCountWhereTheyAreOn() {
        FloorSample floor = new FloorSample()
                .device("b", DeviceState.DISCONNECTED)
                .with(caller(1).waited(20).without(Feature.ENHANCED_DISCOVERY))
                .with(agent("a").heardOf(900), agent("b"), agent("c"));

        assertThat(floor.pairs()).containsExactly("1>c");
    }

    @Test
    void withoutDiscoveryWhoDidNotTakeHimComesLast() {
        FloorSample floor = new FloorSample()
                .with(caller(1).failedAt("a").without(Feature.ENHANCED_DISCOVERY))
                .with(agent("a"), agent("b"));

        assertThat(floor.pairs()).containsExactly("1>b");
    }

    @Test
    void withAllOffACallerGetsTheFirstAvailableAgent() {
        FloorSample floor = new FloorSample()
                .device("a", DeviceState.DISCONNECTED)
                .with(caller(1).only(Set.of()).wants("spanish", 50))
                .with(agent("b").idle(900), agent("a").heardOf(900).in(SALES, 3, 0));

        assertThat(floor.pairs()).containsExactly("1>a");
    }

    @Test
    void callersOfAllKindsShareTheAgents() {
        FloorSample floor = new FloorSample()
                .with(
                        caller(1).waited(30),
                        caller(2).waited(20).only(Set.of()),
                        caller(3).waited(10))
                .with(agent("a").idle(1), agent("b").idle(2), agent("c").idle(3));

        assertThat(floor.pairs()).isEqualTo(List.of("1>c", "2>a", "3>b"));
    }
}
