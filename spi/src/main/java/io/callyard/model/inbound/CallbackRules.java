package io.callyard.model.inbound;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How callers are called back.
 *
 * @param offeredAfter a callback is offered to who has waited so long
 * @param offeredFrom and at once to whom an estimate of at least this is told; absent: never at once
 * @param promisedWithin within which time he is called
 * @param alertBefore how long before a promise is broken somebody is told
 * @param tries how often he is dialled
 * @param between the time between two tries
 */
public record CallbackRules(
        Duration offeredAfter,
        @Nullable Duration offeredFrom,
        Duration promisedWithin,
        Duration alertBefore,
        int tries,
        Duration between) {
    /** Offered after 10 minutes, promised within 30 with a warning 5 before, 3 tries 10 minutes apart. */
    public static final CallbackRules STANDARD = new CallbackRules(
            Duration.ofMinutes(10), null, Duration.ofMinutes(30), Duration.ofMinutes(5), 3, Duration.ofMinutes(10));

    public CallbackRules {
        Durations.require(offeredAfter, Duration.ZERO, "the wait before a callback is offered");
        Durations.require(promisedWithin, Duration.ofSeconds(1), "the time of a promise");
        Durations.require(alertBefore, Duration.ZERO, "the time of a warning");
        Durations.require(between, Duration.ofSeconds(1), "the time between two tries");
        if (tries < 1 || tries > 20) {
            throw new IllegalArgumentException("tries must be 1 to 20, but were " + tries);
        }
    }

    /** These rules with another wait before the offer. */
    public CallbackRules offeringAfter(Duration value) {
        return new CallbackRules(value, offeredFrom, promisedWithin, alertBefore, tries, between);
    }

    /** These rules with an estimate from which a callback is offered at once. */
    public CallbackRules offeringFrom(Duration estimate) {
        return new CallbackRules(offeredAfter, estimate, promisedWithin, alertBefore, tries, between);
    }

    /** These rules with another promise. */
    public CallbackRules promisingWithin(Duration value) {
        return new CallbackRules(offeredAfter, offeredFrom, value, alertBefore, tries, between);
    }
}
