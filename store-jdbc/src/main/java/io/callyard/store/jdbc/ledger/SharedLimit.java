package io.callyard.store.jdbc.ledger;

import io.callyard.machine.Pacing;
import io.callyard.model.AccountLimits;
import io.callyard.model.Limits;
import java.time.Instant;

/**
 * A limit that tenants share, while its row is locked: a carrier account's or the system's.
 *
 * <p><b>Threads.</b> One at a time.
 */
final class SharedLimit {
    /** The name of the system's limit; no account can have it. */
    static final String SYSTEM = "";

    final String id;
    final AccountLimits limits;
    Instant nextStartAt;

    /** How many calls hold a slot of it; counted only where it matters. */
    int live;

    boolean dirty;

    SharedLimit(String id, AccountLimits limits, Instant nextStartAt) {
        this.id = id;
        this.limits = limits;
        this.nextStartAt = nextStartAt;
    }

    /** Whether nothing has to be counted or paced, so that its users need not wait for one another. */
    boolean isFree() {
        return !isLimited() && Double.isInfinite(limits.callsPerSecond());
    }

    boolean isLimited() {
        return limits.maxLive() != Limits.UNLIMITED;
    }

    boolean hasFreeSlot() {
        return live < limits.maxLive();
    }

    boolean mayStartAt(Instant now) {
        return hasFreeSlot() && Pacing.allows(nextStartAt, now);
    }

    /** Takes a slot for a call that starts at {@code now}. */
    void take(Instant now) {
        live++;
        if (!Double.isInfinite(limits.callsPerSecond())) {
            nextStartAt = Pacing.afterStart(now, limits.callsPerSecond());
            dirty = true;
        }
    }
}
