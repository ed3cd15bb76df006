package io.callyard.machine;

import static io.callyard.machine.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.model.AccountLimits;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PacingTest {

    @ParameterizedTest
    @CsvSource({"1, PT1S", "2, PT0.5S", "0.5, PT2S", "1000, PT0.001S", "10000, PT0.0001S", "0.1, PT10S"})
    void spacesStartsEvenly(double callsPerSecond, Duration gap) {
        assertThat(Pacing.afterStart(NOW, callsPerSecond)).isEqualTo(NOW.plus(gap));
    }

    @Test
    void letsACallStartAtItsInstantAndNotBefore() {
        Instant next = Pacing.afterStart(NOW, 1);

        assertThat(Pacing.allows(next, next.minusNanos(1))).isFalse();
        assertThat(Pacing.allows(next, next)).isTrue();
    }

    @Test
    void doesNotSpaceWithoutAPace() {
        assertThat(Pacing.afterStart(NOW, AccountLimits.NONE.callsPerSecond())).isEqualTo(NOW);
    }

    /** Rounding down would start one call too many now and then. */
    @ParameterizedTest
    @ValueSource(doubles = {3, 7, 0.7, 9_999.9})
    void roundsTheGapUpToWhatAStoreKeeps(double callsPerSecond) {
        Instant next = Pacing.afterStart(NOW, callsPerSecond);

        assertThat(next).isEqualTo(next.truncatedTo(ChronoUnit.MICROS));
        double seconds = Duration.between(NOW, next).toNanos() / 1e9;
        assertThat(seconds * callsPerSecond).isBetween(1.0, 1.0 + 1e-6 * callsPerSecond);
    }

    @Test
    void doesNotSaveUpStarts() {
        Instant next = Pacing.afterStart(NOW, 1);
        Instant muchLater = NOW.plusSeconds(3_600);

        assertThat(Pacing.allows(next, muchLater)).isTrue();
        assertThat(Pacing.afterStart(muchLater, 1)).isEqualTo(muchLater.plusSeconds(1));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-3, 1e-9, 1e-11, 1e-100, Double.MIN_VALUE})
    void staysSlowHoweverSmallThePace(double callsPerSecond) {
        assertThat(Pacing.afterStart(NOW, callsPerSecond))
                .isAfterOrEqualTo(NOW.plusSeconds(1_000))
                .as("an instant that every store can keep")
                .isBefore(Instant.parse("4000-01-01T00:00:00Z"));
    }
}
