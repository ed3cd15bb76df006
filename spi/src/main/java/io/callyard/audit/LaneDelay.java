package io.callyard.audit;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The delay between two calls of a campaign, bounded from both sides: if the delay is changed while
 * it runs, a store may go by the old or by the new one.
 */
final class LaneDelay {
    private @Nullable Duration inForce;
    private @Nullable Instant lastEnd;
    private Duration shortest = Duration.ZERO;
    private Instant surelyOverAt = Instant.MIN;

    void change(Duration delay) {
        inForce = delay;
        if (lastEnd != null) {
            shortest = delay.compareTo(shortest) < 0 ? delay : shortest;
            surelyOverAt = later(surelyOverAt, lastEnd.plus(delay));
        }
    }

    /** A call ended that may have reached somebody. */
    void begin(Instant at) {
        lastEnd = at;
        shortest = inForce == null ? Duration.ZERO : inForce;
        surelyOverAt = later(surelyOverAt, at.plus(shortest));
    }

    /** Returns the instant before which the delay surely runs; null if none runs for sure. */
    @Nullable
    Instant runsUntil() {
        return lastEnd == null ? null : lastEnd.plus(shortest);
    }

    /** Returns whether no reading of the settings lets the delay run at {@code now}. */
    boolean isSurelyOverAt(Instant now) {
        return inForce != null && !surelyOverAt.isAfter(now);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
