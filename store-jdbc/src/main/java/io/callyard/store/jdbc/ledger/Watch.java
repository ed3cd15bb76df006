package io.callyard.store.jdbc.ledger;

import io.callyard.model.TenantId;
import io.callyard.store.jdbc.codec.Micros;
import io.callyard.store.jdbc.sql.Session;
import io.callyard.store.jdbc.sql.Statements;
import io.callyard.store.jdbc.sql.Transactions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds out what other users of the database did: whose logs have grown, and whether there is work that
 * nobody here knows of.
 *
 * <p><b>Threads.</b> Safe for many; one looks at a time.
 */
public final class Watch {
    /** A change is seen after it was committed, but bears the time at which it was begun. */
    private static final long LONGEST_TRANSACTION = Duration.ofSeconds(30).toNanos() / 1_000;

    private final Transactions transactions;
    private final Signals signals;
    private Map<TenantId, Long> seen = new HashMap<>();

    /** Finds out, and tells {@code signals}. */
    public Watch(Transactions transactions, Signals signals) {
        this.transactions = transactions;
        this.signals = signals;
    }

    /** Looks once. */
    public synchronized void look() {
        Map<TenantId, Long> recent = transactions.read(Watch::recent);
        List<TenantId> grown = new ArrayList<>();
        recent.forEach((tenant, seq) -> {
            Long known = seen.get(tenant);
            if (known == null || known < seq) {
                grown.add(tenant);
            }
        });
        seen = recent;
        Optional<Long> next = transactions.snapshot(
                session -> NextWork.look(session, Set.of()).at());
        boolean work = next.isPresent() && signals.isNews(Micros.toInstant(next.get()));
        signals.hear(grown, work);
    }

    private static Map<TenantId, Long> recent(Session session) {
        Map<TenantId, Long> recent = new HashMap<>();
        session.timed("SELECT id, event_seq FROM {tenant} WHERE last_at > " + Statements.NOW + " - :window")
                .bind("window", LONGEST_TRANSACTION)
                .map((row, context) -> Map.entry(new TenantId(row.getString(1)), row.getLong(2)))
                .forEach(entry -> recent.put(entry.getKey(), entry.getValue()));
        return recent;
    }
}
