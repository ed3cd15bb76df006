package io.callyard.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long a line takes to go that others join in front for a while. */
@Tag("R4.5")
class InboundOvertakingTest {
    private static final double SERVED = 10 / 180.0;

    @ParameterizedTest
    @CsvSource({"1, 0.3", "10, 0.3", "100, 0.3", "10, 0.7", "2000, 0.3"})
    void forEverItIsTheBusyPeriodOfTheOvertakersForEachStage(int stages, double load) {
        double coming = load * SERVED;
        InboundMoments passage = InboundOvertaking.of(stages, SERVED, 0, coming, 1e7);

        double free = SERVED - coming;
        assertThat(passage.mean()).isCloseTo(stages / free, withinPercentage(1.0));
        assertThat(passage.variance())
                .isCloseTo(stages * (SERVED + coming) / (free * free * free), withinPercentage(2.0));
    }

    /** Of a window that surely closes first, all who come in it count, whatever their load. */
    @ParameterizedTest
    @CsvSource({"30, 0.3, 120", "100, 0.3, 120", "100, 1.5, 120", "1000, 0.3, 600"})
    void beforeTheTurnEachOfThemIsOneStageMore(int stages, double load, double window) {
        double coming = load * SERVED;
        InboundMoments passage = InboundOvertaking.of(stages, SERVED, 0, coming, window);

        double overtakers = coming * window;
        assertThat(passage.mean()).isCloseTo((stages + overtakers) / SERVED, withinPercentage(0.2));
        assertThat(passage.variance()).isCloseTo((stages + 2 * overtakers) / (SERVED * SERVED), withinPercentage(1.0));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 0.3, 30, 0",
        "1, 0.3, 120, 0",
        "3, 0.3, 120, 0",
        "10, 0.3, 120, 0",
        "10, 0.3, 300, 0",
        "31, 0.3, 600, 0",
        "1, 0.3, 120, 180",
        "3, 0.3, 120, 180",
        "10, 0.3, 120, 180",
        "31, 0.3, 120, 180",
        "10, 0.3, 600, 60",
        "3, 0.6, 120, 0",
        "10, 0.6, 120, 180",
        "3, 1.2, 120, 0",
        "10, 1.2, 120, 180"
    })
    void inBetweenItIsCloseToTheExactSolution(int stages, double load, double window, double patience) {
        double coming = load * SERVED;
        double abandonRate = patience == 0 ? 0 : 1 / patience;

        InboundMoments passage = InboundOvertaking.of(stages, SERVED, abandonRate, coming, window);

        InboundMoments exact = forward(stages, SERVED, abandonRate, coming, window);
        assertThat(passage.mean()).isCloseTo(exact.mean(), withinPercentage(load < 0.5 ? 1.0 : 3.0));
        assertThat(Math.sqrt(passage.variance()))
                .isCloseTo(Math.sqrt(exact.variance()), withinPercentage(load < 0.5 ? 4.0 : 12.0));
    }

    @Test
    void noWindowAtAllIsNothing() {
        InboundMoments drain = InboundDrain.of(10, SERVED, 0.005);
        InboundMoments passage = InboundOvertaking.of(10, SERVED, 0.005, 0.02, 1e-6);

        assertThat(passage.mean()).isCloseTo(drain.mean(), withinPercentage(0.001));
        assertThat(passage.variance()).isCloseTo(drain.variance(), withinPercentage(0.001));
    }

    @Test
    void aLongLineInGroupsIsLikeOneThatIsJustShortEnough() {
        InboundMoments callers = InboundOvertaking.of(256, SERVED, 0.0005, 0.02, 600);
        InboundMoments groups = InboundOvertaking.of(257, SERVED, 0.0005, 0.02, 600);

        double one = 1 / (SERVED + 256 * 0.0005);
        assertThat(groups.mean()).isCloseTo(callers.mean() + one, withinPercentage(0.05));
        assertThat(groups.variance()).isCloseTo(callers.variance() + one * one, withinPercentage(0.5));
    }

    /** The distribution of how many are ahead, followed in small steps of time until the window closes. */
    private static InboundMoments forward(int stages, double served, double abandonRate, double coming, double window) {
        int levels = stages + 60;
        int steps = 40_000;
        double step = window / steps;
        double[] share = new double[levels];
        share[stages - 1] = 1;
        double mean = 0;
        double square = 0;
        double waiting = 1;
        for (int i = 0; i < steps; i++) {
            double[] next = new double[levels];
            for (int others = 0; others < levels; others++) {
                double up = (served + others * abandonRate) * step * share[others];
                double back = others == levels - 1 ? 0 : coming * step * share[others];
                next[others] += share[others] - up - back;
                if (others > 0) {
                    next[others - 1] += up;
                }
                if (back > 0) {
                    next[others + 1] += back;
                }
            }
            share = next;
            double still = 0;
            for (double part : share) {
                still += part;
            }
            mean += step * (waiting + still) / 2;
            square += 2 * (i + 0.5) * step * step * (waiting + still) / 2;
            waiting = still;
        }
        for (int others = 0; others < levels; others++) {
            InboundMoments rest = InboundDrain.of(others + 1, served, abandonRate);
            mean += share[others] * rest.mean();
            square += share[others] * (2 * window * rest.mean() + rest.variance() + rest.mean() * rest.mean());
        }
        return new InboundMoments(mean, square - mean * mean);
    }
}
