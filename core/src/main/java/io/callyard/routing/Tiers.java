package io.callyard.routing;

import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.Feature;
import io.callyard.model.inbound.Membership;
import io.callyard.model.inbound.OfferRules;
import java.time.Duration;
import java.time.Instant;

/** Which tiers of a queue's agents are open for a caller. */
public final class Tiers {
    private static final long MOST_SECONDS = Long.MAX_VALUE / 1_000_000_000L - 1;

    private Tiers() {}

    /** Returns whether so many offers have failed that the search widens. */
    static boolean isEscalated(Caller caller, OfferRules rules) {
        return caller.search().failed() >= rules.escalateAfter();
    }

    /** Returns the highest open tier. */
    public static int open(Caller caller, OfferRules rules, Instant now) {
        long tierWait = nanos(rules.tierWait());
        if (tierWait == 0 || !caller.gets(Feature.ENHANCED_DISCOVERY)) {
            return Membership.MAX_TIER;
        }
        long waited = nanos(caller.waitedAt(now)) / tierWait;
        return (int) Math.min(Membership.MAX_TIER, 1 + waited + (isEscalated(caller, rules) ? 1 : 0));
    }

    /** Returns how long it takes until a tier opens by time; zero or less if it is open. */
    static Duration untilOpen(int tier, Caller caller, OfferRules rules, Instant now) {
        int waits = tier - 1 - (isEscalated(caller, rules) ? 1 : 0);
        return rules.tierWait().multipliedBy(waits).minus(caller.waitedAt(now));
    }

    private static long nanos(Duration duration) {
        return duration.toSeconds() > MOST_SECONDS ? Long.MAX_VALUE : duration.toNanos();
    }
}
