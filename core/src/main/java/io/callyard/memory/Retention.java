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
 */
public record Retention(Duration eventAge, int minEvents, int maxEvents, int maxEnded) {
    /** 24 hours of events, at least 10,000 and at most 100,000 per tenant; 10,000 ended calls. */
    public static final Retention DEFAULT = new Retention(Duration.ofHours(24), 10_000, 100_000, 10_000);

    public Retention {
        if (minEvents < 1 || maxEvents < minEvents || maxEnded < 0 || eventAge.isNegative()) {
            throw new IllegalArgumentException(
                    "not a retention: " + eventAge + ", " + minEvents + ", " + maxEvents + ", " + maxEnded);
        }
    }
}
