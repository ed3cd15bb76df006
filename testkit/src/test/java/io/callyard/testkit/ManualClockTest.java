package io.callyard.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ManualClockTest {
    @Test
    void standsStillUntilItIsMoved() {
        ManualClock clock = ManualClock.create();
        assertThat(clock.instant()).isEqualTo(VirtualScheduler.START).isEqualTo(clock.instant());

        clock.advance(Duration.ofSeconds(2));
        assertThat(clock.instant()).isEqualTo(VirtualScheduler.START.plusSeconds(2));

        clock.advance(Duration.ofSeconds(-1));
        assertThat(clock.instant()).isEqualTo(VirtualScheduler.START.plusSeconds(1));

        clock.set(Instant.EPOCH);
        assertThat(clock.instant()).isEqualTo(Instant.EPOCH);
        assertThat(ManualClock.at(Instant.EPOCH).instant()).isEqualTo(Instant.EPOCH);
    }
}
