package io.callyard.memory;

import io.callyard.machine.Pacing;
import io.callyard.model.AccountLimits;
import io.callyard.model.CarrierAccountId;
import io.callyard.spi.store.AccountUsage;
import java.time.Instant;
import java.util.TreeSet;

/**
 * A carrier account: its limits, its use, and the tenants that would use it if they could.
 *
 * <p><b>Threads.</b> One at a time.
 */
final class Account {
    final CarrierAccountId id;

    /** Tenants that have a call to make on this account and were kept from it by the account. */
    final TreeSet<Tenant> waiters = new TreeSet<>(Tenant.LONGEST_UNSERVED);

    private AccountLimits limits;
    private int live;
    private Instant nextStartAt = Instant.EPOCH;

    Account(CarrierAccountId id, AccountLimits limits) {
        this.id = id;
        this.limits = limits;
    }

    void setLimits(AccountLimits value, Instant now) {
        limits = value;
        // A pace that was slow must not hold the next call back longer than the new one would.
        Instant latest = Pacing.afterStart(now, value.callsPerSecond());
        if (nextStartAt.isAfter(latest)) {
            nextStartAt = latest;
        }
    }

    boolean hasFreeSlot() {
        return live < limits.maxLive();
    }

    boolean mayStartAt(Instant now) {
        return hasFreeSlot() && Pacing.allows(nextStartAt, now);
    }

    Instant nextStartAt() {
        return nextStartAt;
    }

    /** Begins the gap between a call that starts now and the next. */
    void paceAfter(Instant now) {
        nextStartAt = Pacing.afterStart(now, limits.callsPerSecond());
    }

    /** Counts a call that takes a slot here. */
    void take() {
        live++;
    }

    void release() {
        live--;
    }

    AccountUsage usage() {
        return new AccountUsage(limits, live, nextStartAt);
    }
}
