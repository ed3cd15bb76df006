package io.callyard.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.callyard.model.WaitEstimate;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The approximation against exact quantiles. */
class ErlangQuantilesTest {
    private static final Duration MEAN = Duration.ofSeconds(100);

    /** What the class promises: 3 % of the mean of one stage. */
    private static final double PROMISED = 3;

    /**
     * Half of the critical values of the chi-square distribution with twice as many degrees of freedom
     * as there are stages (NIST/SEMATECH e-Handbook of Statistical Methods, section 1.3.6.7.4: lower-tail
     * and upper-tail values for 0.10), times the mean.
     */
    @ParameterizedTest
    @CsvSource({
        "1, 0.211, 4.605",
        "2, 1.064, 7.779",
        "3, 2.204, 10.645",
        "5, 4.865, 15.987",
        "10, 12.443, 28.412",
        "15, 20.599, 40.256",
        "20, 29.051, 51.805",
        "50, 82.358, 118.498"
    })
    void theTailsAreThoseOfThePublishedTables(int stages, double chiSquare10, double chiSquare90) {
        WaitEstimate range = ErlangQuantiles.range(stages, MEAN, Duration.ZERO);

        assertThat(seconds(range.low())).isCloseTo(100 * chiSquare10 / 2, within(PROMISED));
        assertThat(seconds(range.high())).isCloseTo(100 * chiSquare90 / 2, within(PROMISED));
    }

    @Test
    void eachQuantileIsExceededByItsShareWhateverTheNumberOfStages() {
        for (int stages = 1; stages <= 300; stages++) {
            WaitEstimate range = ErlangQuantiles.range(stages, MEAN, Duration.ZERO);

            assertThat(share(stages, range.low())).as("stages " + stages).isCloseTo(0.1, within(0.01));
            assertThat(share(stages, range.likely())).as("stages " + stages).isCloseTo(0.5, within(0.01));
            assertThat(share(stages, range.high())).as("stages " + stages).isCloseTo(0.9, within(0.01));
        }
    }

    @Test
    void theMedianOfOneStageIsTheLogarithmOfTwo() {
        WaitEstimate range = ErlangQuantiles.range(1, MEAN, Duration.ZERO);

        assertThat(seconds(range.likely())).isCloseTo(100 * Math.log(2), within(PROMISED));
    }

    @Test
    void aCertainTimeIsAddedToAllThree() {
        WaitEstimate plain = ErlangQuantiles.range(4, MEAN, Duration.ZERO);

        WaitEstimate later = ErlangQuantiles.range(4, MEAN, Duration.ofSeconds(20));

        assertThat(later.low()).isEqualTo(plain.low().plusSeconds(20));
        assertThat(later.likely()).isEqualTo(plain.likely().plusSeconds(20));
        assertThat(later.high()).isEqualTo(plain.high().plusSeconds(20));
    }

    @Test
    void noStageIsNoWaitButTheCertainOne() {
        Duration fixed = Duration.ofSeconds(20);

        assertThat(ErlangQuantiles.range(0, MEAN, fixed)).isEqualTo(new WaitEstimate(fixed, fixed, fixed));
    }

    /** The exact share of sums of {@code stages} exponential times that are at most {@code time}. */
    private static double share(int stages, Duration time) {
        double x = seconds(time) / 100;
        double term = Math.exp(-x);
        double longer = term;
        for (int k = 1; k < stages; k++) {
            term *= x / k;
            longer += term;
        }
        return 1 - longer;
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
