package io.callyard.model;

import java.time.Duration;

/**
 * How long a call may stay in a state before somebody looks after it.
 *
 * @param lease from the reservation of a slot to a clear answer of the carrier
 * @param firstLookUp from doubt to the first question to the carrier
 * @param ringing from placing to an answer
 * @param longestCall from the answer to the end
 * @param giveUp from doubt, or from the first silence, to the end without an answer
 */
public record CallTimeouts(
        Duration lease, Duration firstLookUp, Duration ringing, Duration longestCall, Duration giveUp) {
    /** 30 s, 5 s, 60 s, 2 h, 10 min. */
    public static final CallTimeouts DEFAULT = new CallTimeouts(
            Duration.ofSeconds(30),
            Duration.ofSeconds(5),
            Duration.ofSeconds(60),
            Duration.ofHours(2),
            Duration.ofMinutes(10));

    public CallTimeouts {
        requirePositive(lease, "lease");
        requirePositive(firstLookUp, "firstLookUp");
        requirePositive(ringing, "ringing");
        requirePositive(longestCall, "longestCall");
        requirePositive(giveUp, "giveUp");
    }

    private static void requirePositive(Duration value, String what) {
        if (value.isNegative() || value.isZero() || value.compareTo(Duration.ofDays(7)) > 0) {
            throw new IllegalArgumentException(what + " must be more than 0 and at most 7 days, but was " + value);
        }
    }
}
