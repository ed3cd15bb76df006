package io.callyard.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is learnt of how long calls hold a slot. */
@Tag("R1.2")
class HandleTimesTest {
    private static final Duration ASSUMED = Duration.ofSeconds(120);

    @Test
    void nothingKnownIsWhatIsAssumed() {
        assertThat(HandleTimes.NONE.meanOr(ASSUMED)).isEqualTo(ASSUMED);
    }

    @Test
    void theAssumptionFadesUntilThirtyAreKnown() {
        assertThat(seconds(after(1, 30))).isCloseTo((30 + 2.9 * 120) / 3.9, within(0.001));
        assertThat(seconds(after(29, 30))).isBetween(30.0, 31.0);
        assertThat(after(29, 30)).isNotEqualTo(Duration.ofSeconds(30));
        assertThat(after(30, 30)).isEqualTo(Duration.ofSeconds(30));
        assertThat(after(500, 30)).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void theMeanOfTheFirstIsPlain() {
        HandleTimes times = HandleTimes.NONE;
        for (int seconds = 1; seconds <= 100; seconds++) {
            times = times.plus(Duration.ofSeconds(seconds));
        }

        assertThat(seconds(times.meanOr(ASSUMED))).isCloseTo(50.5, within(0.001));
    }

    @Test
    void recentCallsCountMore() {
        HandleTimes times = HandleTimes.NONE;
        for (int i = 0; i < 1_000; i++) {
            times = times.plus(Duration.ofSeconds(60));
        }
        for (int i = 0; i < 200; i++) {
            times = times.plus(Duration.ofSeconds(120));
        }

        assertThat(seconds(times.meanOr(ASSUMED)))
                .as("a plain mean would be 70")
                .isBetween(95.0, 105.0);
    }

    @Test
    void theErrorIsThatOfSoManyCalls() {
        assertThat(HandleTimes.NONE.error()).isCloseTo(1 / Math.sqrt(3), within(1e-9));
        assertThat(new HandleTimes(1, 30).error()).isCloseTo(1 / Math.sqrt(30), within(1e-9));
        assertThat(new HandleTimes(1, HandleTimes.WINDOW).error()).isCloseTo(1 / Math.sqrt(200), within(1e-9));
    }

    private static Duration after(int calls, int seconds) {
        HandleTimes times = HandleTimes.NONE;
        for (int i = 0; i < calls; i++) {
            times = times.plus(Duration.ofSeconds(seconds));
        }
        return times.meanOr(ASSUMED);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
