package io.callyard.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.callyard.model.inbound.QueueStatistics;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a queue has learnt, as an estimate takes it. */
@Tag("R4.5")
class InboundLoadTest {
    private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");
    private static final Duration ASSUMED = Duration.ofMinutes(3);

    @Test
    void aNewQueueKnowsWhatIsAssumed() {
        InboundLoad load = of(QueueStatistics.since(START));

        assertThat(load.handleTime()).isEqualTo(ASSUMED);
        assertThat(load.handleTimeError()).isCloseTo(1 / Math.sqrt(3), within(1e-9));
        assertThat(load.abandonRate()).isZero();
        assertThat(load.overtakeRate()).isZero();
    }

    @Test
    void withThirtyCallsKnownTheAssumptionIsForgotten() {
        QueueStatistics statistics = QueueStatistics.since(START);
        for (int call = 1; call <= 30; call++) {
            statistics = statistics.handled(Duration.ofMinutes(4), START.plusSeconds(call * 60L));
        }

        assertThat(of(statistics).handleTime()).isEqualTo(Duration.ofMinutes(4));
        assertThat(of(statistics).handleTimeError()).isCloseTo(1 / Math.sqrt(30), within(1e-9));
    }

    @Test
    void inBetweenBothCount() {
        QueueStatistics statistics = QueueStatistics.since(START).handled(Duration.ofMinutes(4), START);

        assertThat(of(statistics).handleTime()).isBetween(Duration.ofMinutes(3), Duration.ofMinutes(4));
    }

    @Test
    void oneWhoHangsUpAtOnceIsNotTheRule() {
        QueueStatistics statistics = QueueStatistics.since(START)
                .joined(false, START.plusSeconds(1))
                .leftLine(Duration.ofMillis(100), true, START.plusSeconds(1));

        assertThat(of(statistics).abandonRate()).isBetween(1 / 180.0, 1 / 120.0);
    }

    @Test
    void theFirstWithAHeadStartIsNoRush() {
        QueueStatistics statistics = QueueStatistics.since(START).joined(true, START.plusSeconds(1));

        assertThat(of(statistics).overtakeRate()).isBetween(1 / 180.0, 1 / 120.0);
    }

    @Test
    void afterHoursTheRatesAreThoseObserved() {
        QueueStatistics statistics = QueueStatistics.since(START);
        for (int minute = 0; minute < 600; minute++) {
            Instant now = START.plusSeconds(minute * 60L);
            for (int caller = 0; caller < 10; caller++) {
                statistics = statistics.joined(caller < 3, now);
                statistics = statistics.leftLine(Duration.ofSeconds(60), caller == 0, now);
            }
        }

        assertThat(of(statistics).abandonRate()).isCloseTo(1 / 600.0, within(0.03 / 600));
        assertThat(of(statistics).overtakeRate()).isCloseTo(3 / 60.0, within(0.07 * 3 / 60));
    }

    @Test
    void whoHasWaitedLongerThanAnyHeadStartIsNotOvertaken() {
        InboundLoad load = InboundLoad.of(QueueStatistics.since(START), 3, 2, 0, Duration.ofSeconds(-30), ASSUMED);

        assertThat(load.overtakeWindow()).isZero();
    }

    @Test
    void nonsenseIsMisuse() {
        assertThatIllegalArgumentException().isThrownBy(() -> InboundLoad.of(-1, 2, 0, ASSUMED));
        assertThatIllegalArgumentException().isThrownBy(() -> InboundLoad.of(0, 2, 3, ASSUMED));
        assertThatIllegalArgumentException().isThrownBy(() -> InboundLoad.of(0, 2, -1, ASSUMED));
        assertThatIllegalArgumentException().isThrownBy(() -> InboundLoad.of(0, 2, 0, Duration.ofNanos(-1)));
        InboundLoad load = InboundLoad.of(0, 2, 0, ASSUMED);
        assertThatIllegalArgumentException().isThrownBy(() -> load.abandonedBy(-0.1));
        assertThatIllegalArgumentException().isThrownBy(() -> load.abandonedBy(Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> load.overtakenBy(-0.1, ASSUMED));
        assertThatIllegalArgumentException().isThrownBy(() -> load.overtakenBy(0.1, Duration.ofNanos(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> load.unsureBy(1.1));
        assertThatIllegalArgumentException().isThrownBy(() -> load.unsureBy(-0.1));
    }

    private static InboundLoad of(QueueStatistics statistics) {
        return InboundLoad.of(statistics, 3, 2, 0, Duration.ofMinutes(2), ASSUMED);
    }
}
