package io.callyard.memory;

import java.time.Duration;

/**
 * How much of the past an in-memory store keeps.
 *
 * @param eventAge events younger than this are kept, up to {@code maxEvents}
 * @param minEvents this many events of each tenant are kept whatever their age; at least 1
 * @param maxEvents never more events of one tenant than this
 * @param maxEnded how many ended calls, over all tenants, can still be found at least; those of
 *     campaigns and leads are kept in any case, since they say who has been called
 * @param goneAge callers who have left an inbound queue, and offers that are over, can still be found this long; at
 *     least {@link #LEAST_GONE_AGE}
 */
public record Retention(Duration eventAge, int minEvents, int maxEvents, int maxEnded, Duration goneAge) {
    /** An hour: estimates, service levels and those who come back look that far into the past of a queue. */
    public static final Duration LEAST_GONE_AGE = Duration.ofHours(1);

    /** 24 hours of events, at least 10,000 and at most 100,000 per tenant; 10,000 ended calls; an hour of callers. */
    public static final Retention DEFAULT = new Retention(Duration.ofHours(24), 10_000, 100_000, 10_000);

    public Retention {
        if (minEvents < 1
                || maxEvents < minEvents
                || maxEnded < 0
                || eventAge.isNegative()
                || goneAge.compareTo(LEAST_GONE_AGE) < 0) {
            throw new IllegalArgumentException("not a retention: " + eventAge + ", " + minEvents + ", " + maxEvents
                    + ", " + maxEnded + ", " + goneAge);
        }
    }

    /** One that keeps callers and offers for {@link #LEAST_GONE_AGE}. */
    public Retention(Duration eventAge, int minEvents, int maxEvents, int maxEnded) {
        this(eventAge, minEvents, maxEvents, maxEnded, LEAST_GONE_AGE);
    }
}
