package io.callyard.estimate;

import java.time.Duration;

/**
 * How long a call will probably wait: a range, since calls do not end by the clock.
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
}
