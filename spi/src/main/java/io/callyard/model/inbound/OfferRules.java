package io.callyard.model.inbound;

import java.time.Duration;

/**
 * How callers are offered to agents.
 *
 * @param rings how long an agent is asked
 * @param connects how long the connection may take once he has accepted
 * @param attempts how many offers to one caller; then he is handed to the overflow action
 * @param escalateAfter after how many failed ones the search widens: the next tier, agents without the wanted skills,
 *     and a word to the supervisors
 * @param wrapUp how long an agent has for the work after a call
 * @param tierWait how long a caller waits for each tier before the next one is asked too
 */
public record OfferRules(
        Duration rings, Duration connects, int attempts, int escalateAfter, Duration wrapUp, Duration tierWait) {
    /** Rings 15 s, connects within 20 s, 3 attempts, escalates after 2, 10 s of work after a call, 30 s for a tier. */
    public static final OfferRules STANDARD = new OfferRules(
            Duration.ofSeconds(15), Duration.ofSeconds(20), 3, 2, Duration.ofSeconds(10), Duration.ofSeconds(30));

    public OfferRules {
        Durations.require(rings, Duration.ofSeconds(1), "how long an offer rings");
        Durations.require(connects, Duration.ofSeconds(1), "how long a connection may take");
        Durations.require(wrapUp, Duration.ZERO, "the time after a call");
        Durations.require(tierWait, Duration.ZERO, "the wait for a tier");
        if (attempts < 1 || attempts > 100) {
            throw new IllegalArgumentException("attempts must be 1 to 100, but were " + attempts);
        }
        if (escalateAfter < 1) {
            throw new IllegalArgumentException("escalation needs at least 1 failed offer, but was " + escalateAfter);
        }
    }

    /** These rules with another time of ringing. */
    public OfferRules ringing(Duration value) {
        return new OfferRules(value, connects, attempts, escalateAfter, wrapUp, tierWait);
    }

    /** These rules with another number of attempts. */
    public OfferRules withAttempts(int value) {
        return new OfferRules(rings, connects, value, escalateAfter, wrapUp, tierWait);
    }

    /** These rules with another time after a call. */
    public OfferRules withWrapUp(Duration value) {
        return new OfferRules(rings, connects, attempts, escalateAfter, value, tierWait);
    }

    /** These rules with another wait for a tier. */
    public OfferRules withTierWait(Duration value) {
        return new OfferRules(rings, connects, attempts, escalateAfter, wrapUp, value);
    }
}
