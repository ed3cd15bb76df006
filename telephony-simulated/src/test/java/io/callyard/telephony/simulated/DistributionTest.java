package io.callyard.telephony.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DistributionTest {
    private static final int SAMPLES = 50_000;
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void constantIsAlwaysTheSame() {
        assertThat(seconds(Distribution.constant(MINUTE)).limit(100)).containsOnly(60.0);
    }

    @Test
    void uniformKeepsBetweenItsBoundsAndReachesEveryPart() {
        double[] sorted = sorted(Distribution.uniform(SECOND, MINUTE));

        assertThat(sorted[0]).isBetween(1.0, 1.01);
        assertThat(sorted[SAMPLES / 4]).isCloseTo(15.75, within(0.5));
        assertThat(sorted[SAMPLES / 2]).isCloseTo(30.5, within(0.5));
        assertThat(sorted[SAMPLES - 1]).isBetween(59.99, 59.999_999);
    }

    @Test
    void uniformMeetsItsLowerBoundAndStaysBelowItsUpperOne() {
        Duration tenMicroseconds = Duration.ofNanos(10_000);
        RandomGenerator lowest = () -> 0L;
        RandomGenerator highest = () -> -1L;

        assertThat(Distribution.uniform(Duration.ZERO, tenMicroseconds).sample(lowest))
                .isZero();
        assertThat(Distribution.uniform(Duration.ZERO, tenMicroseconds).sample(highest))
                .isEqualTo(Duration.ofNanos(9_000));
    }

    @Test
    void uniformOverOnePointIsThatPoint() {
        assertThat(seconds(Distribution.uniform(SECOND, SECOND)).limit(100)).containsOnly(1.0);
    }

    @Test
    void exponentialHasItsMeanAndItsMedian() {
        double[] sorted = sorted(Distribution.exponential(MINUTE));

        assertThat(mean(sorted)).isCloseTo(60, within(1.0));
        assertThat(sorted[SAMPLES / 2]).isCloseTo(60 * Math.log(2), within(1.0));
        assertThat(sorted[0]).isNotNegative();
    }

    @Test
    void logNormalHasItsMedianAndItsMean() {
        double[] sorted = sorted(Distribution.logNormal(MINUTE, 0.5));

        assertThat(sorted[SAMPLES / 2]).isCloseTo(60, within(1.0));
        assertThat(mean(sorted)).isCloseTo(60 * Math.exp(0.125), within(1.0));
        // One standard deviation of the logarithm to either side.
        assertThat(sorted[(int) (SAMPLES * 0.1587)]).isCloseTo(60 * Math.exp(-0.5), within(1.0));
        assertThat(sorted[(int) (SAMPLES * 0.8413)]).isCloseTo(60 * Math.exp(0.5), within(2.0));
    }

    @Test
    void cutsWhatIsLongerThanAllowedAndNothingElse() {
        double[] sorted = sorted(Distribution.exponential(MINUTE).atMost(MINUTE));

        assertThat(sorted[SAMPLES - 1]).isEqualTo(60.0);
        assertThat(sorted[SAMPLES / 2]).isCloseTo(60 * Math.log(2), within(1.0));
    }

    @Test
    void aSampleOfUnboundedLengthIsAtMostThirtyDays() {
        Distribution extreme = Distribution.logNormal(Duration.ofDays(29), 4);

        assertThat(seconds(extreme).limit(1_000).max(Double::compare)).contains(30 * 86_400.0);
    }

    /** Pinned, so that a seed keeps its meaning from version to version and from machine to machine. */
    @Test
    void givesTheSameSamplesFromTheSameSeedEverywhere() {
        assertThat(Distribution.uniform(SECOND, MINUTE).sample(new SplittableRandom(7)))
                .isEqualTo(Duration.parse("PT23.999955S"));
        assertThat(Distribution.exponential(MINUTE).sample(new SplittableRandom(7)))
                .isEqualTo(Duration.parse("PT29.641036S"));
        assertThat(Distribution.logNormal(MINUTE, 0.5).sample(new SplittableRandom(7)))
                .isEqualTo(Duration.parse("PT1M38.354837S"));
    }

    @Test
    void areEqualIfMadeAlike() {
        assertThat(Distribution.uniform(SECOND, MINUTE)).isEqualTo(Distribution.uniform(SECOND, MINUTE));
        assertThat(Distribution.uniform(SECOND, MINUTE)).isNotEqualTo(Distribution.uniform(SECOND, SECOND));
    }

    @Test
    void refusesLengthsThatMakeNoSense() {
        Duration negative = Duration.ofNanos(-1);

        assertThatIllegalArgumentException().isThrownBy(() -> Distribution.constant(negative));
        assertThatIllegalArgumentException().isThrownBy(() -> Distribution.uniform(negative, SECOND));
        assertThatIllegalArgumentException().isThrownBy(() -> Distribution.uniform(MINUTE, SECOND));
        assertThatIllegalArgumentException().isThrownBy(() -> Distribution.exponential(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> Distribution.logNormal(Duration.ZERO, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> Distribution.logNormal(SECOND, -0.1));
        assertThatIllegalArgumentException().isThrownBy(() -> Distribution.logNormal(SECOND, 4.1));
        assertThatIllegalArgumentException().isThrownBy(() -> Distribution.logNormal(SECOND, Double.NaN));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Distribution.constant(SECOND).atMost(negative));
    }

    private static double[] sorted(Distribution distribution) {
        return seconds(distribution)
                .limit(SAMPLES)
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
    }

    private static Stream<Double> seconds(Distribution distribution) {
        SplittableRandom random = new SplittableRandom(42);
        return Stream.generate(() -> distribution.sample(random).toNanos() / 1e9);
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}
