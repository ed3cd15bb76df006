package io.callyard.audit;

import java.time.Duration;

/**
 * How late an offer may end. An offer's deadline is in the log until it is accepted; from then on its queue's rules count.
 * One whose caller is dialled ends when that call does, and is not judged.
 *
 * @param connects how long after it was accepted, where the log does not tell the queue's own time
 * @param slack how much later than it should: for a store or an engine that was away
 */
public record OfferBounds(Duration connects, Duration slack) {
    /** 20 seconds for a connection, one minute of slack. */
    public static final OfferBounds STANDARD = new OfferBounds(Duration.ofSeconds(20), Duration.ofMinutes(1));

    public OfferBounds {
        if (connects.isNegative() || slack.isNegative()) {
            throw new IllegalArgumentException("a bound is not negative, but was given " + connects + " and " + slack);
        }
    }
}
