package io.callyard.benchmarks;

import io.callyard.estimate.InboundEstimator;
import io.callyard.estimate.InboundLoad;
import io.callyard.testkit.inbound.ForecastScore;
import io.callyard.testkit.inbound.QueueScenario;
import io.callyard.testkit.inbound.QueueSight;
import io.callyard.testkit.inbound.QueueSimulation;
import io.callyard.testkit.inbound.SimpleEstimator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * How good estimates of inbound waits are: simulated queues, what callers could have been told when they joined, and
 * how long they waited. Prints Markdown.
 */
public final class EstimateTrial {
    private static final Duration ASSUMED = Duration.ofMinutes(3);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration TWO_MINUTES = Duration.ofMinutes(2);

    /** So many callers at the beginning do not count: the queue fills, and has learnt nothing. */
    private static final int WARM_UP = 3_000;

    private static final List<QueueScenario> SCENARIOS = List.of(
            QueueScenario.steady("10 agents", 10, 0.9, 180),
            QueueScenario.steady("100 agents", 100, 0.9, 180),
            QueueScenario.steady("10 agents, log-normal", 10, 0.9, 180).varying(1.3),
            QueueScenario.day("a day, 20 agents", 20, 0.95, 180),
            QueueScenario.day("a day, 100 agents", 100, 0.97, 180),
            QueueScenario.steady("10 agents, patience", 10, 0.9, 180).withPatience(180),
            QueueScenario.steady("100 agents, patience, load 1.1", 100, 1.1, 180)
                    .withPatience(180),
            QueueScenario.steady("10 agents, 30 % go before", 10, 0.9, 180).withEarly(0.3, HOUR),
            QueueScenario.steady("10 agents, 30 % 2 min early", 10, 0.9, 180).withEarly(0.3, TWO_MINUTES),
            QueueScenario.steady("100 agents, 30 % 2 min early", 100, 0.95, 180).withEarly(0.3, TWO_MINUTES),
            QueueScenario.day("a day, 20 agents, patience, 30 % early", 20, 1, 180)
                    .withPatience(300)
                    .withEarly(0.3, TWO_MINUTES));

    /** The forecasts of one run. */
    private static final class Scores {
        final List<ForecastScore> simple = new ArrayList<>();
        final ForecastScore informed = new ForecastScore();
        final ForecastScore learnt = new ForecastScore();
        final ForecastScore likely = new ForecastScore();
        final ForecastScore minuteLater = new ForecastScore();

        Scores() {
            for (int i = 0; i < SimpleEstimator.values().length; i++) {
                simple.add(new ForecastScore());
            }
        }

        void take(QueueSight sight, Duration wait) {
            if (sight.number() < WARM_UP || sight.early()) {
                return;
            }
            InboundLoad load = learnt(sight);
            if (!sight.waited().isZero()) {
                minuteLater.add(seconds(InboundEstimator.mean(load)), InboundEstimator.estimate(load), wait);
                return;
            }
            for (SimpleEstimator estimator : SimpleEstimator.values()) {
                simple.get(estimator.ordinal()).add(estimator.applyAsDouble(sight), wait);
            }
            informed.add(seconds(InboundEstimator.mean(informed(sight))), wait);
            learnt.add(seconds(InboundEstimator.mean(load)), InboundEstimator.estimate(load), wait);
            likely.add(seconds(InboundEstimator.estimate(load).likely()), wait);
        }
    }

    private EstimateTrial() {}

    /** Takes the number of callers in a run, and of runs of each queue; 200,000 and 5 by default. */
    public static void main(String[] args) {
        int callers = args.length > 0 ? Integer.parseInt(args[0]) : 200_000;
        int runs = args.length > 1 ? Integer.parseInt(args[1]) : 5;
        List<List<Scores>> all = new ArrayList<>();
        for (QueueScenario scenario : SCENARIOS) {
            List<Scores> scores = new ArrayList<>();
            for (int seed = 1; seed <= runs; seed++) {
                Scores run = new Scores();
                QueueSimulation.run(scenario, seed, callers, run::take);
                scores.add(run);
            }
            all.add(scores);
        }
        printErrors(all);
        printRanges(all);
        printSpeed();
    }

    private static void printErrors(List<List<Scores>> all) {
        System.out.printf("%nRoot relative average squared error, median of the runs:%n%n| queue | mean wait |");
        for (SimpleEstimator estimator : SimpleEstimator.values()) {
            System.out.printf(" %s |", estimator.title());
        }
        System.out.printf(" Callyard, all true | Callyard, learnt | its likely, learnt |%n|%s%n", " --- |".repeat(12));
        for (int i = 0; i < all.size(); i++) {
            List<Scores> runs = all.get(i);
            print("| %s | %.1f s |", SCENARIOS.get(i).name(), median(runs, run -> run.learnt.meanWait()));
            for (SimpleEstimator estimator : SimpleEstimator.values()) {
                print(
                        " %.3f |",
                        median(runs, run -> run.simple.get(estimator.ordinal()).rrase()));
            }
            print(
                    " %.3f | %.3f | %.3f |%n",
                    median(runs, run -> run.informed.rrase()),
                    median(runs, run -> run.learnt.rrase()),
                    median(runs, run -> run.likely.rrase()));
        }
    }

    private static void printRanges(List<List<Scores>> all) {
        System.out.printf("%nRanges, all learnt; median of the runs, and the least and the most:%n%n"
                + "| queue | bias of the mean | within the range | longer than likely | within, a minute later |%n"
                + "| --- | --- | --- | --- | --- |%n");
        for (int i = 0; i < all.size(); i++) {
            List<Scores> runs = all.get(i);
            print(
                    "| %s | %+.1f %% | %s | %s | %s |%n",
                    SCENARIOS.get(i).name(),
                    100 * median(runs, run -> run.learnt.bias()),
                    percent(runs, run -> run.learnt.coverage()),
                    percent(runs, run -> run.likely.shareLonger()),
                    percent(runs, run -> run.minuteLater.coverage()));
        }
    }

    private static void printSpeed() {
        System.out.printf("%n| ahead | overtaken | one estimate |%n| --- | --- | --- |%n");
        for (int ahead : new int[] {10, 100, 1_000, 100_000}) {
            for (double early : new double[] {0, 0.2}) {
                InboundLoad load = InboundLoad.of(ahead, 100, 0, ASSUMED)
                        .abandonedBy(1 / 300.0)
                        .overtakenBy(early, TWO_MINUTES);
                int times = 20_000;
                double sum = 0;
                long begun = 0;
                for (int i = -times; i < times; i++) {
                    begun = i == 0 ? System.nanoTime() : begun;
                    sum += InboundEstimator.estimate(load).likely().toNanos();
                }
                double micros = (System.nanoTime() - begun) / 1e3 / times;
                print("| %d | %s | %.1f µs |%n", ahead, early > 0 && sum > 0 ? "yes" : "no", micros);
            }
        }
    }

    private static InboundLoad informed(QueueSight sight) {
        QueueSight.Truth truth = sight.truth();
        Duration handleTime = Duration.ofNanos(Math.round(truth.handleTime() * 1e9));
        return InboundLoad.of(sight.ahead(), sight.agents(), 0, handleTime)
                .abandonedBy(truth.abandonRate())
                .overtakenBy(truth.earlyRate(), sight.overtakeWindow());
    }

    private static InboundLoad learnt(QueueSight sight) {
        return InboundLoad.of(sight.statistics(), sight.ahead(), sight.agents(), 0, sight.overtakeWindow(), ASSUMED);
    }

    private static String percent(List<Scores> runs, ToDoubleFunction<Scores> share) {
        return String.format(
                Locale.ROOT,
                "%.0f %% (%.0f to %.0f)",
                100 * median(runs, share),
                100 * runs.stream().mapToDouble(share).min().orElseThrow(),
                100 * runs.stream().mapToDouble(share).max().orElseThrow());
    }

    private static double median(List<Scores> runs, ToDoubleFunction<Scores> value) {
        double[] sorted = runs.stream().mapToDouble(value).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private static void print(String format, Object... values) {
        System.out.printf(Locale.ROOT, format, values);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
