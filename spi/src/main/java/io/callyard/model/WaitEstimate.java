package io.callyard.model;

import java.time.Duration;

/**
 * How long somebody will probably wait: a range, since nobody talks by the clock.
 *
 * @param low one in ten waits is shorter
 * @param likely half of the waits are shorter
 * @param high one in ten waits is longer
 */
public record WaitEstimate(Duration low, Duration likely, Duration high) {
    /** It goes at once. */
    public static final WaitEstimate NONE = new WaitEstimate(Duration.ZERO, Duration.ZERO, Duration.ZERO);

    public WaitEstimate {
        if (low.isNegative() || likely.compareTo(low) < 0 || high.compareTo(likely) < 0) {
            throw new IllegalArgumentException("not a range: " + low + ", " + likely + ", " + high);
        }
    }

    /** Returns whether a wait lies within: eight in ten should. */
    public boolean covers(Duration wait) {
        return wait.compareTo(low) >= 0 && wait.compareTo(high) <= 0;
    }
}
