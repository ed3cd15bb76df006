package io.callyard.estimate;

import java.time.Duration;

/**
 * The mean time for which calls hold a slot, learnt from those that ended: recent ones count more. A
 * pure value.
 *
 * <p>While few are known the assumed time fills in: it weighs as much as {@value #PRIOR_WEIGHT}
 * calls.
 *
 * @param mean the mean so far, in nanoseconds, without the assumption
 * @param weight how many calls it rests on, at most {@value #WINDOW}
 */
public record HandleTimes(double mean, double weight) {
    /** Nothing is known. */
    public static final HandleTimes NONE = new HandleTimes(0, 0);

    static final int WINDOW = 200;
    static final int PRIOR_WEIGHT = 3;

    /** These times with one more. */
    public HandleTimes plus(Duration handleTime) {
        double total = Math.min(weight + 1, WINDOW);
        return new HandleTimes(mean + (handleTime.toNanos() - mean) / total, total);
    }

    /** Returns the mean, leaning on {@code assumed} while little is known. */
    public Duration meanOr(Duration assumed) {
        double sum = mean * weight + (double) assumed.toNanos() * priorWeight();
        return Duration.ofNanos((long) (sum / (weight + priorWeight())));
    }

    /**
     * Returns the relative standard error of {@link #meanOr}, for times that vary as exponential ones do: one in the
     * root of the calls it rests on.
     */
    double error() {
        return 1 / Math.sqrt(weight + priorWeight());
    }

    /** The assumption fades away: with 30 calls known it no longer counts. */
    private double priorWeight() {
        return Math.max(0, PRIOR_WEIGHT * (1 - weight / 30));
    }
}
