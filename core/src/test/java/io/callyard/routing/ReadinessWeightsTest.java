package io.callyard.routing;

import static io.callyard.routing.AgentSample.NOW;
import static io.callyard.routing.AgentSample.agent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.callyard.model.inbound.DeviceState;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The readiness of an agent and what makes it up. */
@Tag("R4.3")
class ReadinessWeightsTest {
    @Test
    void whoIsGoodInEverythingHasAHundred() {
        assertThat(readiness(agent("a").idle(600), DeviceState.CONNECTED)).isEqualTo(new Readiness(100, 1, 1, 1, 1, 1));
    }

    @Test
    void whoIsBadInEverythingHasNothing() {
        AgentSample agent = agent("a").heardOf(90).talking().missed(1);

        assertThat(readiness(agent, DeviceState.DISCONNECTED)).isEqualTo(new Readiness(0, 0, 0, 0, 0, 0));
    }

    @Test
    void theScoreIsTheSumOfTheWeighedParts() {
        AgentSample agent = agent("a").heardOf(45).idle(150).missed(0.25);

        assertThat(readiness(agent, DeviceState.UNKNOWN))
                .isEqualTo(new Readiness(
                        (int) Math.round(100 * (0.3 * 0.5 + 0.2 * 0.5 + 0.2 * 1 + 0.1 * 0.25 + 0.2 * 0.75)),
                        0.5,
                        0.5,
                        1,
                        0.25,
                        0.75));
    }

    @ParameterizedTest
    @CsvSource({"-5, 1", "0, 1", "9, 0.9", "81, 0.1", "90, 0", "5000, 0"})
    void aHeartbeatLosesItsValueEvenlyUntilItIsStale(long age, double part) {
        assertThat(readiness(agent("a").heardOf(age), DeviceState.CONNECTED).heartbeat())
                .isCloseTo(part, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({"-5, 0", "0, 0", "60, 0.1", "300, 0.5", "600, 1", "90000, 1"})
    void idleTimeCountsUpToTenMinutes(long idle, double part) {
        assertThat(readiness(agent("a").idle(idle), DeviceState.CONNECTED).idle())
                .isCloseTo(part, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({"4, 1, 0.75", "4, 4, 0", "1, 0, 1", "2, 3, 0"})
    void theFreeShareOfTheCapacityCounts(int capacity, int calls, double part) {
        AgentSample agent = agent("a").capacity(capacity).idle(600);
        for (int i = 0; i < calls; i++) {
            agent.talking();
        }

        Readiness readiness = readiness(agent, DeviceState.CONNECTED);

        assertThat(readiness.load()).isEqualTo(part);
        assertThat(readiness.idle()).as("who talks is not idle").isEqualTo(calls == 0 ? 1 : 0);
    }

    @Test
    void onlyTheProportionsOfWeightsMatter() {
        assertThat(new ReadinessWeights(6, 4, 4, 2, 4)).isEqualTo(new ReadinessWeights(60, 40, 40, 20, 40));
        ReadinessWeights one = new ReadinessWeights(0, 0, 0, 2, 6);
        assertThat(one.idle()).isEqualTo(0.25);
        assertThat(one.missed()).isEqualTo(0.75);
    }

    @Test
    void aPartWithoutWeightDoesNotCount() {
        ReadinessWeights deviceOnly = new ReadinessWeights(0, 1, 0, 0, 0);

        assertThat(deviceOnly
                        .readiness(agent("a").heardOf(900).missed(1).build(), DeviceState.CONNECTED, NOW, stale())
                        .score())
                .isEqualTo(100);
        assertThat(deviceOnly
                        .readiness(agent("a").build(), DeviceState.UNKNOWN, NOW, stale())
                        .score())
                .isEqualTo(50);
    }

    @Test
    void weightsAreNotNegativeAndNotAllZero() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ReadinessWeights(1, -0.1, 1, 1, 1))
                .withMessageContaining("device")
                .withMessageContaining("-0.1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ReadinessWeights(1, 1, 1, Double.NaN, 1))
                .withMessageContaining("idle");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ReadinessWeights(1, 1, 1, 1, Double.POSITIVE_INFINITY))
                .withMessageContaining("missed");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ReadinessWeights(0, 0, 0, 0, 0))
                .withMessageContaining("above 0");
    }

    @Test
    void readinessKeepsWithinItsBounds() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Readiness(101, 1, 1, 1, 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Readiness(-1, 1, 1, 1, 1, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Readiness(1, 1, 1, 1.1, 1, 1))
                .withMessageContaining("load");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Readiness(1, 1, 1, 1, 1, Double.NaN))
                .withMessageContaining("missed");
    }

    private static Readiness readiness(AgentSample agent, DeviceState device) {
        return ReadinessWeights.STANDARD.readiness(agent.build(), device, NOW, stale());
    }

    private static Duration stale() {
        return Duration.ofSeconds(90);
    }
}
