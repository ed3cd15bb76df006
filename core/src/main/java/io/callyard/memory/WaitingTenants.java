package io.callyard.memory;

import io.callyard.model.CarrierAccountId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which tenant is served next. A tenant with something to do is in one of three places: ready; asleep
 * until an instant; waiting for carrier accounts. One that is kept back by its own limits or paused
 * campaigns is in none, and {@link #ready} is called when that changes. So a tenant that cannot go
 * costs nothing, however many there are.
 *
 * <p><b>Threads.</b> One at a time.
 */
final class WaitingTenants {
    private final TreeSet<Tenant> ready = new TreeSet<>(Tenant.LONGEST_UNSERVED);
    private final TreeSet<Tenant> sleeping =
            new TreeSet<>(Comparator.comparing(WaitingTenants::wakesAt).thenComparingLong(tenant -> tenant.ordinal));
    private final Collection<Account> accounts;

    /**
     * Makes an empty one.
     *
     * @param accounts all carrier accounts; a view
     */
    WaitingTenants(Collection<Account> accounts) {
        this.accounts = accounts;
    }

    /** Something has changed for the tenant: it is worth a look. */
    void ready(Tenant tenant) {
        if (!tenant.ready) {
            leave(tenant);
            tenant.ready = true;
            ready.add(tenant);
        }
    }

    /** The tenant can do nothing before {@code until}. */
    void sleep(Tenant tenant, Instant until) {
        tenant.sleepsUntil = until;
        sleeping.add(tenant);
    }

    /** The tenant could go if {@code account} let it. */
    void waitFor(Tenant tenant, Account account) {
        if (account.waiters.add(tenant)) {
            tenant.waitsFor.add(account);
        }
    }

    /**
     * Takes out the tenant served longest ago among those that may be able to go.
     *
     * @param quotas accounts with a quota of 0 let nobody go
     * @return null if there is none
     */
    @Nullable
    Tenant poll(Instant now, Map<CarrierAccountId, Integer> quotas) {
        wake(now);
        Tenant best = ready.isEmpty() ? null : ready.first();
        for (Account account : accounts) {
            if (!account.waiters.isEmpty()
                    && account.mayStartAt(now)
                    && quotas.getOrDefault(account.id, 1) > 0
                    && (best == null || Tenant.LONGEST_UNSERVED.compare(account.waiters.first(), best) < 0)) {
                best = account.waiters.first();
            }
        }
        if (best != null) {
            leave(best);
        }
        return best;
    }

    /** Returns whether {@link #poll} would find a tenant, on some node. */
    boolean hasWorkAt(Instant now) {
        Optional<Duration> next = untilNext(now, Set.of());
        return next.isPresent() && next.get().isZero();
    }

    /** Returns how long until {@link #poll} finds a tenant by time alone; empty if never. */
    Optional<Duration> untilNext(Instant now, Set<CarrierAccountId> leftAlone) {
        if (!ready.isEmpty()) {
            return Optional.of(Duration.ZERO);
        }
        Instant next = sleeping.isEmpty() ? null : wakesAt(sleeping.first());
        for (Account account : accounts) {
            if (!account.waiters.isEmpty() && account.hasFreeSlot() && !leftAlone.contains(account.id)) {
                next = next == null || account.nextStartAt().isBefore(next) ? account.nextStartAt() : next;
            }
        }
        return next == null
                ? Optional.empty()
                : Optional.of(next.isAfter(now) ? Duration.between(now, next) : Duration.ZERO);
    }

    private void wake(Instant now) {
        while (!sleeping.isEmpty() && !wakesAt(sleeping.first()).isAfter(now)) {
            ready(sleeping.first());
        }
    }

    private void leave(Tenant tenant) {
        if (tenant.ready) {
            ready.remove(tenant);
            tenant.ready = false;
        }
        if (tenant.sleepsUntil != null) {
            sleeping.remove(tenant);
            tenant.sleepsUntil = null;
        }
        for (Account account : tenant.waitsFor) {
            account.waiters.remove(tenant);
        }
        tenant.waitsFor.clear();
    }

    private static Instant wakesAt(Tenant tenant) {
        return tenant.sleepsUntil == null ? Instant.MAX : tenant.sleepsUntil;
    }
}
