package io.callyard.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The test of two proportions, against the formulas of its source. */
class RiskDifferenceTest {
    /** Without a margin: the difference over the pooled standard error, worked out by hand. */
    @ParameterizedTest
    @CsvSource({
        "30, 100, 20, 100, 1.63299",
        "20, 100, 30, 100, -1.63299",
        "15, 200, 40, 1000, 2.16068",
        "50, 100, 500, 1000, 0"
    })
    void withoutAMarginItIsThePooledTest(long one, long ofOne, long other, long ofOther, double z) {
        assertThat(RiskDifference.z(one, ofOne, other, ofOther, 0)).isCloseTo(z, within(1e-4));
    }

    /** The closed form in the appendix of Farrington and Manning, which solves the cubic by trigonometry. */
    @Test
    void withAMarginItIsTheTestOfFarringtonAndManning() {
        SplittableRandom random = new SplittableRandom(20300101);
        for (int i = 0; i < 2_000; i++) {
            long ofOne = 5L + random.nextInt(2_000);
            long ofOther = 5L + random.nextInt(2_000);
            long one = 1L + random.nextInt((int) ofOne - 1);
            long other = 1L + random.nextInt((int) ofOther - 1);
            double margin = 0.001 + 0.2 * random.nextDouble();

            double p = closedForm(one, ofOne, other, ofOther, margin);
            double variance = p * (1 - p) / ofOne + (p - margin) * (1 - p + margin) / ofOther;
            double z = ((double) one / ofOne - (double) other / ofOther - margin) / Math.sqrt(variance);
            String what = one + " of " + ofOne + ", " + other + " of " + ofOther + ", margin " + margin;
            assertThat(RiskDifference.mostLikely(one, ofOne, other, ofOther, margin))
                    .as(what)
                    .isCloseTo(p, within(1e-6));
            assertThat(RiskDifference.z(one, ofOne, other, ofOther, margin))
                    .as(what)
                    .isCloseTo(z, withinPercentage(0.1));
        }
    }

    /** As with 0 of some: the formula has a pole there, the answer has none. */
    @ParameterizedTest
    @CsvSource({"0, 50, 0, 50, 0", "50, 50, 50, 50, 0", "0, 50, 50, 50, 0", "0, 50, 0, 50, 0.03", "50, 50, 50, 50, 0.03"
    })
    void nothingBadOrNothingGoodIsNoReason(long one, long ofOne, long other, long ofOther, double margin) {
        assertThat(RiskDifference.z(one, ofOne, other, ofOther, margin))
                .isFinite()
                .isNotPositive();
    }

    @Test
    void allBadAgainstNothingBadIsAReason() {
        assertThat(RiskDifference.z(50, 50, 0, 50, 0)).isCloseTo(10, within(1e-6));
        assertThat(RiskDifference.z(50, 50, 0, 50, 0.1)).isGreaterThan(8);
    }

    private static double closedForm(long one, long ofOne, long other, long ofOther, double margin) {
        double p1 = (double) one / ofOne;
        double p2 = (double) other / ofOther;
        double theta = (double) ofOther / ofOne;
        double a = 1 + theta;
        double b = -(1 + theta + p1 + theta * p2 + margin * (theta + 2));
        double c = margin * margin + margin * (2 * p1 + theta + 1) + p1 + theta * p2;
        double d = -p1 * margin * (1 + margin);
        double v = Math.pow(b / (3 * a), 3) - b * c / (6 * a * a) + d / (2 * a);
        double u = Math.signum(v) * Math.sqrt(Math.pow(b / (3 * a), 2) - c / (3 * a));
        double w = (Math.PI + Math.acos(Math.max(-1, Math.min(1, v / (u * u * u))))) / 3;
        return 2 * u * Math.cos(w) - b / (3 * a);
    }
}
