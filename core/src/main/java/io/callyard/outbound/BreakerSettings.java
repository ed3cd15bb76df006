package io.callyard.outbound;

import java.time.Duration;

/**
 * When a carrier account is left alone because it keeps failing.
 *
 * @param window how far back placings count
 * @param minPlacings below this many in the window nothing is concluded
 * @param maxFailedShare the account rests when this share of them failed, or more; 0 to 1
 * @param rest how long it rests before one call tries it
 */
public record BreakerSettings(Duration window, int minPlacings, double maxFailedShare, Duration rest) {
    /** Half of at least 5 in 120 s; rests 30 s. */
    public static final BreakerSettings DEFAULT =
            new BreakerSettings(Duration.ofSeconds(120), 5, 0.5, Duration.ofSeconds(30));

    public BreakerSettings {
        if (minPlacings < 1 || maxFailedShare <= 0 || maxFailedShare > 1 || window.isNegative() || rest.isNegative()) {
            throw new IllegalArgumentException(
                    "not a breaker: " + window + ", " + minPlacings + ", " + maxFailedShare + ", " + rest);
        }
    }
}
