package io.callyard.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.callyard.testkit.inbound.ForecastScore;
import io.callyard.testkit.inbound.QueueScenario;
import io.callyard.testkit.inbound.QueueSight;
import io.callyard.testkit.inbound.QueueSimulation;
import io.callyard.testkit.inbound.SimpleEstimator;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What callers of simulated queues could have been told when they joined, against how long they waited. {@code
 * EstimateTrial} in the benchmarks does the same with more callers.
 */
@Tag("R4.5")
class InboundTrialTest {
    private static final int WARM_UP = 3_000;
    private static final long SEED = 20300101;
    private static final Duration ASSUMED = Duration.ofMinutes(3);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration TWO_MINUTES = Duration.ofMinutes(2);

    /** Queues, how many come, and what a learnt mean may miss more than the best of those that know the truth. */
    private static Stream<Arguments> queues() {
        return Stream.of(
                Arguments.of(QueueScenario.steady("10 agents", 10, 0.9, 180), 40_000, 1.08),
                // Only every fifth has to wait.
                Arguments.of(QueueScenario.steady("100 agents", 100, 0.9, 180), 160_000, 1.08),
                Arguments.of(QueueScenario.day("days, 20 agents", 20, 0.95, 180), 40_000, 1.25),
                Arguments.of(
                        QueueScenario.steady("10 agents, patience", 10, 0.9, 180)
                                .withPatience(180),
                        40_000,
                        1.03),
                Arguments.of(
                        QueueScenario.steady("100 agents, patience", 100, 1.1, 180)
                                .withPatience(180),
                        40_000,
                        1.04),
                Arguments.of(QueueScenario.steady("low class", 10, 0.9, 180).withEarly(0.3, HOUR), 60_000, 1.12),
                Arguments.of(
                        QueueScenario.steady("low class, head start of 2 min", 10, 0.9, 180)
                                .withEarly(0.3, TWO_MINUTES),
                        40_000,
                        1.0));
    }

    @ParameterizedTest(name = "R4.5: {0}")
    @MethodSource("queues")
    void nothingSimpleIsBetterAndEightInTenWaitsLieWithinTheRange(QueueScenario queue, int callers, double mayMiss) {
        Map<SimpleEstimator, ForecastScore> simple = new EnumMap<>(SimpleEstimator.class);
        ForecastScore informed = new ForecastScore();
        ForecastScore learnt = new ForecastScore();
        ForecastScore likely = new ForecastScore();
        ForecastScore later = new ForecastScore();
        QueueSimulation.run(queue, SEED, callers, (sight, wait) -> {
            if (sight.number() < WARM_UP || sight.early()) {
                return;
            }
            InboundLoad load = learnt(sight);
            if (!sight.waited().isZero()) {
                later.add(seconds(InboundEstimator.mean(load)), InboundEstimator.estimate(load), wait);
                return;
            }
            for (SimpleEstimator estimator : SimpleEstimator.values()) {
                simple.computeIfAbsent(estimator, unused -> new ForecastScore())
                        .add(estimator.applyAsDouble(sight), wait);
            }
            informed.add(seconds(InboundEstimator.mean(informed(sight))), wait);
            learnt.add(seconds(InboundEstimator.mean(load)), InboundEstimator.estimate(load), wait);
            likely.add(seconds(InboundEstimator.estimate(load).likely()), wait);
        });

        double best = best(simple, estimator -> true);
        assertThat(learnt.forecasts()).isGreaterThan(5_000);
        assertThat(informed.rrase()).as("knowing the same, against all").isLessThanOrEqualTo(best * 1.001);
        assertThat(learnt.rrase())
                .as("learnt, against what can be learnt")
                .isLessThan(best(simple, estimator -> !estimator.knowsTheTruth()));
        assertThat(learnt.rrase()).as("learnt, against the truth").isLessThan(best * mayMiss);
        assertThat(learnt.bias()).as("bias").isBetween(-0.06, 0.06);
        assertThat(learnt.coverage()).as("within the range").isBetween(0.75, 0.85);
        assertThat(likely.shareLonger()).as("longer than likely").isBetween(0.43, 0.57);
        if (learnt.meanWait() > QueueSimulation.SECOND_LOOK) {
            assertThat(later.coverage()).as("within, a minute later").isBetween(0.75, 0.85);
        }
    }

    /** While little is known; of many queues, since the first calls of one are only one try. */
    @Test
    void aNewQueueIsNotSurerThanItCanBe() {
        ForecastScore first = new ForecastScore();
        ForecastScore then = new ForecastScore();
        QueueScenario queue = QueueScenario.steady("new", 5, 1.3, 180).withPatience(180);
        for (int seed = 1; seed <= 500; seed++) {
            QueueSimulation.run(queue, seed, 150, (sight, wait) -> {
                if (sight.waited().isZero()) {
                    InboundLoad load = learnt(sight);
                    (sight.statistics().handled() < 30 ? first : then)
                            .add(seconds(InboundEstimator.mean(load)), InboundEstimator.estimate(load), wait);
                }
            });
        }

        assertThat(first.coverage()).as("fewer than 30 calls known").isBetween(0.70, 0.85);
        assertThat(then.coverage()).as("30 calls and more").isBetween(0.75, 0.85);
    }

    /** The ruler itself: Erlang's delay of those who wait, and one hang-up in each mean patience of waiting. */
    @Test
    void theSimulationIsTheQueueItSaysItIs() {
        ForecastScore waits = new ForecastScore();
        QueueSimulation.run(QueueScenario.steady("M/M/10", 10, 0.8, 180), SEED, 200_000, (sight, wait) -> {
            if (sight.waited().isZero()) {
                waits.add(0, wait);
            }
        });
        double[] rate = new double[1];
        QueueSimulation.run(
                QueueScenario.steady("M/M/10+M", 10, 1.1, 180).withPatience(120),
                SEED,
                20_000,
                (sight, wait) -> rate[0] = sight.statistics().abandonRate());

        assertThat(waits.meanWait()).isCloseTo(180 / (10 * (1 - 0.8)), withinPercentage(10.0));
        assertThat(waits.forecasts() / 200_000.0).as("Erlang C").isCloseTo(0.409, withinPercentage(5.0));
        assertThat(rate[0]).isCloseTo(1 / 120.0, withinPercentage(30.0));
    }

    private static double best(Map<SimpleEstimator, ForecastScore> scores, Predicate<SimpleEstimator> of) {
        return scores.entrySet().stream()
                .filter(entry -> of.test(entry.getKey()))
                .mapToDouble(entry -> entry.getValue().rrase())
                .min()
                .orElseThrow();
    }

    private static InboundLoad informed(QueueSight sight) {
        Duration handleTime = Duration.ofNanos(Math.round(sight.truth().handleTime() * 1e9));
        return InboundLoad.of(sight.ahead(), sight.agents(), 0, handleTime)
                .abandonedBy(sight.truth().abandonRate())
                .overtakenBy(sight.truth().earlyRate(), sight.overtakeWindow());
    }

    private static InboundLoad learnt(QueueSight sight) {
        return InboundLoad.of(sight.statistics(), sight.ahead(), sight.agents(), 0, sight.overtakeWindow(), ASSUMED);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
