package io.callyard.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whole installations under every fault, seed after seed.
 *
 * <p>{@code -Dcallyard.seeds=N} runs another number of seeds, {@code -Dcallyard.seed=S} just one.
 */
class SimulationTest {
    private static final long FIRST_SEED = 1;

    @Test
    @Tag("R0.1")
    @Tag("R0.2")
    @Tag("R1.1")
    @Tag("R1.4")
    @Tag("R1.9")
    void noInvariantBreaksWhateverGoesWrong() {
        List<String> problems = new ArrayList<>();
        long calls = 0;
        long events = 0;
        long crashes = 0;
        Duration lasted = Duration.ZERO;
        for (long seed : seeds()) {
            Simulation.Report report = Simulation.run(seed);
            report.problems().forEach(problem -> problems.add("seed " + report.seed() + ": " + problem));
            calls += report.calls();
            events += report.events();
            crashes += report.crashes();
            lasted = lasted.plus(report.lasted());
            if (problems.size() > 20) {
                break;
            }
        }
        System.out.printf(
                "simulated %d calls in %d hours: %d events, %d crashes%n", calls, lasted.toHours(), events, crashes);

        assertThat(problems).isEmpty();
        assertThat(calls).as("the runs were runs").isPositive();
    }

    @Test
    void oneSeedIsOneRun() {
        for (long seed = FIRST_SEED; seed <= 20; seed++) {
            assertThat(Simulation.run(seed).digest())
                    .as("seed " + seed)
                    .isEqualTo(Simulation.run(seed).digest());
        }
    }

    @Test
    void anotherSeedIsAnotherRun() {
        assertThat(Simulation.run(1).digest()).isNotEqualTo(Simulation.run(2).digest());
    }

    private static long[] seeds() {
        Long one = Long.getLong("callyard.seed");
        return one != null
                ? new long[] {one}
                : LongStream.range(FIRST_SEED, FIRST_SEED + Long.getLong("callyard.seeds", 1_000))
                        .toArray();
    }
}
