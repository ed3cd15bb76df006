package io.callyard.benchmarks.live;

import java.util.Locale;

/**
 * Counts millions of delays by their length, to 10 microseconds; what is longer than 20 seconds counts as that. One
 * thread at a time.
 */
final class Delays {
    private static final long STEP_NANOS = 10_000;
    private static final int STEPS = 2_000_000;

    private final int[] counts = new int[STEPS + 1];
    private long size;
    private long most;

    void add(long nanos) {
        counts[(int) Math.min(STEPS, Math.max(0, nanos / STEP_NANOS))]++;
        size++;
        most = Math.max(most, nanos);
    }

    /** Returns how many there are, and their median, 99 %, 99.9 % and longest in milliseconds, with spaces between. */
    String figures() {
        return String.format(
                Locale.ROOT, "%d %.2f %.2f %.2f %.2f", size, millis(0.5), millis(0.99), millis(0.999), most / 1e6);
    }

    /** The end of the step that holds it, by nearest rank. */
    private double millis(double share) {
        long left = (long) (share * (size - 1));
        int step = 0;
        while (step < STEPS && left >= counts[step]) {
            left -= counts[step];
            step++;
        }
        return (step + 1) * STEP_NANOS / 1e6;
    }
}
