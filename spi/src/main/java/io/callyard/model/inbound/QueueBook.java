package io.callyard.model.inbound;

import io.callyard.model.TenantId;
import java.time.Instant;
import java.util.Set;

/**
 * An inbound queue as it is kept.
 *
 * @param tenant whose
 * @param id which
 * @param settings its rules
 * @param statistics what it has learnt
 * @param alerts the alert rules whose bound is broken now
 * @param createdAt since when there is one
 */
public record QueueBook(
        TenantId tenant,
        QueueId id,
        QueueSettings settings,
        QueueStatistics statistics,
        Set<String> alerts,
        Instant createdAt) {
    public QueueBook {
        alerts = Set.copyOf(alerts);
    }

    /** A new queue. */
    public static QueueBook open(TenantId tenant, QueueId id, QueueSettings settings, Instant now) {
        return new QueueBook(tenant, id, settings, QueueStatistics.since(now), Set.of(), now);
    }

    /** This queue under other rules. */
    public QueueBook with(QueueSettings value) {
        return new QueueBook(tenant, id, value, statistics, alerts, createdAt);
    }

    /** This queue a little wiser. */
    public QueueBook with(QueueStatistics value) {
        return new QueueBook(tenant, id, settings, value, alerts, createdAt);
    }

    /** This queue with other alerts. */
    public QueueBook alerting(Set<String> value) {
        return new QueueBook(tenant, id, settings, statistics, value, createdAt);
    }
}
