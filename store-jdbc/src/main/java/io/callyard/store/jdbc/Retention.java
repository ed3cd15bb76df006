package io.callyard.store.jdbc;

import java.time.Duration;

/**
 * How much of the past a database keeps.
 *
 * <p>Calls of campaigns and leads that have an idempotency key are kept for ever: they say who has been
 * called.
 *
 * @param eventAge events younger than this are kept
 * @param minEvents this many of each tenant's newest events are kept whatever their age; at least 1
 * @param atHandAge how long a call that is over stays among those that are not. Afterwards it is found as
 *     before, in a table of its own, out of the way of those that wait
 * @param pastAge how long other calls can be found after their end, by their id and by their key
 * @param carrierIdAge how long a call can be found by its id at the carrier, from when that became known;
 *     in any case until the call is over and out of the way. Longer than a carrier repeats a report
 * @param goneAge how long callers who have left an inbound queue can be found, and offers that are over; at least
 *     {@link #LEAST_GONE_AGE}
 */
public record Retention(
        Duration eventAge,
        int minEvents,
        Duration atHandAge,
        Duration pastAge,
        Duration carrierIdAge,
        Duration goneAge) {
    /** An hour: estimates, service levels and those who come back look that far into the past of a queue. */
    public static final Duration LEAST_GONE_AGE = Duration.ofHours(1);

    /**
     * 24 hours of events, at least 10,000 per tenant; calls moved after one minute and kept for 90 days;
     * carriers' ids for 7 days; callers and offers for 30 days.
     */
    public static final Retention DEFAULT = new Retention(
            Duration.ofHours(24),
            10_000,
            Duration.ofMinutes(1),
            Duration.ofDays(90),
            Duration.ofDays(7),
            Duration.ofDays(30));

    public Retention {
        require("eventAge", eventAge);
        require("atHandAge", atHandAge);
        require("pastAge", pastAge);
        require("carrierIdAge", carrierIdAge);
        require("goneAge", goneAge);
        if (minEvents < 1) {
            throw new IllegalArgumentException("minEvents must be at least 1, but was " + minEvents);
        }
        if (pastAge.compareTo(atHandAge) < 0) {
            throw new IllegalArgumentException(
                    "pastAge must be at least atHandAge, " + atHandAge + ", but was " + pastAge);
        }
        if (goneAge.compareTo(LEAST_GONE_AGE) < 0) {
            throw new IllegalArgumentException("goneAge must be at least " + LEAST_GONE_AGE + ", but was " + goneAge);
        }
    }

    private static void require(String what, Duration age) {
        // Beyond a thousand years, arithmetic with instants would have to expect overflows.
        if (age.isNegative() || age.toDays() > 365_000) {
            throw new IllegalArgumentException(what + " must be 0 to 1,000 years, but was " + age);
        }
    }

    /** The same, but for the events. */
    public Retention withEvents(Duration age, int atLeast) {
        return new Retention(age, atLeast, atHandAge, pastAge, carrierIdAge, goneAge);
    }

    /** The same, but for how long calls that are over stay among the others. */
    public Retention withAtHandAge(Duration value) {
        return new Retention(eventAge, minEvents, value, pastAge, carrierIdAge, goneAge);
    }

    /** The same, but for how long calls can be found after their end. */
    public Retention withPastAge(Duration value) {
        return new Retention(eventAge, minEvents, atHandAge, value, carrierIdAge, goneAge);
    }

    /** The same, but for how long calls can be found by their id at the carrier. */
    public Retention withCarrierIdAge(Duration value) {
        return new Retention(eventAge, minEvents, atHandAge, pastAge, value, goneAge);
    }

    /** The same, but for how long callers who have left can be found, and offers that are over. */
    public Retention withGoneAge(Duration value) {
        return new Retention(eventAge, minEvents, atHandAge, pastAge, carrierIdAge, value);
    }
}
