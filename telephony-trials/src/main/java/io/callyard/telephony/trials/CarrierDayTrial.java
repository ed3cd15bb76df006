package io.callyard.telephony.trials;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whole days at a carrier in which everything goes wrong, seed after seed. A driver's tests extend it.
 *
 * <p>{@code -Dcallyard.days=N} runs another number of seeds, {@code -Dcallyard.seed=S} just one.
 */
public abstract class CarrierDayTrial {
    private static final long FIRST_SEED = 2;
    private static final int SEEDS = 3;

    private final String name;
    private final CarrierDay.Maker maker;

    /**
     * Makes one.
     *
     * @param name the carrier's
     * @param maker makes the carrier of each day
     */
    protected CarrierDayTrial(String name, CarrierDay.Maker maker) {
        this.name = name;
        this.maker = maker;
    }

    @Test
    @Tag("R0.1")
    @Tag("R0.2")
    @Tag("R1.1")
    @Tag("R1.4")
    void nobodyIsCalledTwiceAndNothingIsLostWhateverGoesWrong() {
        List<String> problems = new ArrayList<>();
        int calls = 0;
        int callers = 0;
        long events = 0;
        int crashes = 0;
        int forgeries = 0;
        int faults = 0;
        long[] seeds = seeds();
        for (long seed : seeds) {
            DayFindings found = CarrierDay.run(seed, maker);
            found.problems.forEach(problem -> problems.add("seed " + seed + ": " + problem));
            calls += found.made;
            callers += found.callers;
            events += found.events;
            crashes += found.crashes;
            forgeries += found.forgeries;
            faults +=
                    found.troubles.values().stream().mapToInt(Integer::intValue).sum();
            if (Boolean.getBoolean("callyard.verbose")) {
                System.out.println("seed " + seed + ": " + found + " " + found.problems);
            }
        }
        System.out.printf(
                "%d days at %s: %d calls, %d callers, %d events, %d faults, %d forged webhooks, %d crashes%n",
                seeds.length, name, calls, callers, events, faults, forgeries, crashes);

        assertThat(problems).isEmpty();
        assertThat(Math.min(calls, callers)).as("the days were days").isGreaterThan(100 * seeds.length / 2);
    }

    @Test
    void oneSeedIsOneDay() {
        Duration hour = Duration.ofHours(1);
        assertThat(CarrierDay.run(1, maker, hour).digest).isEqualTo(CarrierDay.run(1, maker, hour).digest);
    }

    private static long[] seeds() {
        Long one = Long.getLong("callyard.seed");
        return one != null
                ? new long[] {one}
                : LongStream.range(FIRST_SEED, FIRST_SEED + Long.getLong("callyard.days", SEEDS))
                        .toArray();
    }
}
