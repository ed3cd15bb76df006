package io.callyard.audit;

import java.time.Duration;

/**
 * How late an offer may end. The events tell an offer's deadline while it is open, but not by when the connection of an
 * accepted one has to be there. One whose caller is dialled ends when that call does, and is not judged.
 *
 * @param connects how long after it was accepted
 * @param slack how much later than it should: for a store or an engine that was away
 */
public record OfferBounds(Duration connects, Duration slack) {
    /** Two minutes for a connection, one minute of slack. */
    public static final OfferBounds STANDARD = new OfferBounds(Duration.ofMinutes(2), Duration.ofMinutes(1));

    public OfferBounds {
        if (connects.isNegative() || slack.isNegative()) {
            throw new IllegalArgumentException("a bound is not negative, but was given " + connects + " and " + slack);
        }
    }
}
