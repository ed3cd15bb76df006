package io.callyard.proofs;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A node that was killed or frozen.
 *
 * @param at when
 * @param until when it went on; absent if it was killed
 */
record Failure(String node, Instant at, @Nullable Instant until) {
    /** Returns whether this began in the given time. */
    boolean isBetween(Instant from, Instant to) {
        return at.isAfter(from) && at.isBefore(to);
    }

    /** Returns whether the node stood still at some time before {@code instant}. */
    boolean frozeBefore(Instant instant) {
        return until != null && at.isBefore(instant);
    }
}
