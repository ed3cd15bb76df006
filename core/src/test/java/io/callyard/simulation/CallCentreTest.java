package io.callyard.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Call centres under every fault, seed after seed.
 *
 * <p>{@code -Dcallyard.seeds=N} runs another number of seeds, {@code -Dcallyard.seed=S} just one.
 */
class CallCentreTest {

    @Test
    @Tag("R4.8")
    @Tag("R4.10")
    void noInvariantBreaksAndNoCallerIsLostWhateverGoesWrong() {
        List<String> problems = new ArrayList<>();
        long callers = 0;
        long events = 0;
        long crashes = 0;
        for (long seed : seeds()) {
            CallCentre.Report report = CallCentre.run(seed);
            report.problems().forEach(problem -> problems.add("seed " + seed + ": " + problem));
            callers += report.callers();
            events += report.events();
            crashes += report.crashes();
            if (problems.size() > 20) {
                break;
            }
        }
        System.out.printf("simulated %d callers: %d events, %d crashes%n", callers, events, crashes);

        assertThat(problems).isEmpty();
        assertThat(callers).as("the runs were runs").isPositive();
    }

    private static long[] seeds() {
        Long one = Long.getLong("callyard.seed");
        return one != null
                ? new long[] {one}
                : LongStream.rangeClosed(1, Long.getLong("callyard.seeds", 1_000))
                        .toArray();
    }
}
