package io.callyard.dispatch;

import io.callyard.estimate.HandleTimes;
import io.callyard.event.CallEvent;
import io.callyard.model.Attempt;
import io.callyard.model.Call;
import io.callyard.model.CallType;
import io.callyard.model.TenantId;
import io.callyard.spi.store.Changed;
import io.callyard.spi.store.Claimed;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this node has learnt about each tenant's calls: how long they wait, how long they hold a slot,
 * and whether the order was ever violated.
 *
 * <p><b>Threads.</b> Safe for many threads.
 */
public final class Figures {
    private static final Logger log = LoggerFactory.getLogger(Figures.class);
    private final Map<TenantId, OfTenant> byTenant = new ConcurrentHashMap<>();

    /**
     * One tenant's figures: a pure value.
     *
     * @param claimed calls started
     * @param claimedDirect direct calls among them
     * @param since when the first of them was claimed
     * @param waited how long all of them waited
     * @param violations how many went while a direct call could have gone
     * @param handleTimes how long calls hold a slot
     */
    record OfTenant(
            long claimed,
            long claimedDirect,
            Instant since,
            Duration waited,
            long violations,
            HandleTimes handleTimes) {
        static final OfTenant NONE = new OfTenant(0, 0, Instant.MAX, Duration.ZERO, 0, HandleTimes.NONE);

        OfTenant plus(Claimed one, Instant now) {
            boolean direct = one.call().subject().type() == CallType.DIRECT;
            return new OfTenant(
                    claimed + 1,
                    claimedDirect + (direct ? 1 : 0),
                    now.isBefore(since) ? now : since,
                    waited.plus(one.waited()),
                    violations + (one.violatesPriority() ? 1 : 0),
                    handleTimes);
        }

        OfTenant plus(Duration handleTime) {
            return new OfTenant(claimed, claimedDirect, since, waited, violations, handleTimes.plus(handleTime));
        }

        /** Which share of {@code servers} slots direct calls have used since the first call. */
        double directShare(int servers, Duration handleTime, Instant now) {
            if (claimed == 0 || servers <= 0 || !now.isAfter(since)) {
                return 0;
            }
            double perSecond =
                    claimedDirect / seconds(Duration.between(since, now).plus(handleTime));
            return Math.min(1, perSecond * seconds(handleTime) / servers);
        }

        private static double seconds(Duration duration) {
            return duration.toNanos() / 1e9;
        }
    }

    OfTenant of(TenantId tenant) {
        return byTenant.getOrDefault(tenant, OfTenant.NONE);
    }

    void claimed(Claimed one) {
        Call call = one.call();
        byTenant.compute(
                call.tenant(), (id, known) -> (known == null ? OfTenant.NONE : known).plus(one, call.updatedAt()));
        if (one.violatesPriority()) {
            log.atError()
                    .addKeyValue("tenant", call.tenant())
                    .addKeyValue("call", call.id())
                    .addKeyValue("directCallsReady", one.directCallsReady())
                    .log("priority violated: please report this as a defect");
        }
    }

    /** Learns from a change that gave a slot back after somebody may have been reached. */
    void changed(Changed change) {
        Attempt attempt = change.before().attempt();
        boolean released =
                change.before().state().holdsSlot() && !change.after().state().holdsSlot();
        boolean reached = change.events().stream()
                .anyMatch(logged -> logged.event() instanceof CallEvent.CallEnded
                        || logged.event() instanceof CallEvent.CallScheduled);
        if (released && reached && attempt != null) {
            Duration held =
                    Duration.between(attempt.reservedAt(), change.after().updatedAt());
            byTenant.compute(
                    change.after().tenant(), (id, known) -> (known == null ? OfTenant.NONE : known).plus(held));
        }
    }
}
