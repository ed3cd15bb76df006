package io.callyard.store.jdbc.upkeep;

import io.callyard.store.jdbc.codec.Micros;
import io.callyard.store.jdbc.sql.Session;
import io.callyard.store.jdbc.sql.Transactions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Forgets how carriers knew calls that are long over. */
final class DropCarrierIds implements Chore {
    private static final int BATCH = 500;

    private final Duration age;
    private long before;

    DropCarrierIds(Duration age) {
        this.age = age;
    }

    private record Key(String account, String id) {}

    @Override
    public String name() {
        return "deleting carriers' ids of calls";
    }

    @Override
    public int everyRuns() {
        return Housekeeping.SELDOM;
    }

    @Override
    public void begin(long now) {
        before = now - Micros.of(age);
    }

    @Override
    public Batch next(Transactions transactions) {
        return transactions.change(this::drop);
    }

    private Batch drop(Session session) {
        // In one order on all nodes, so that two of them wait for each other but never in a circle.
        List<Key> found = session.query("SELECT account, carrier_id FROM {carrier_call} k WHERE created_at <= :before"
                        + " AND NOT EXISTS (SELECT 1 FROM {call} c WHERE c.id = k.call_id)"
                        + " ORDER BY created_at, account, carrier_id LIMIT :max")
                .bind("before", before)
                .bind("max", BATCH)
                .map((row, context) -> new Key(row.getString(1), row.getString(2)))
                .list();
        if (found.isEmpty()) {
            return Batch.NOTHING;
        }
        PreparedBatch batch = session.batch("DELETE FROM {carrier_call} WHERE account = :account AND carrier_id = :id");
        found.forEach(
                key -> batch.bind("account", key.account()).bind("id", key.id()).add());
        int dropped = Arrays.stream(batch.execute()).sum();
        return new Batch(dropped, dropped > 0 && found.size() == BATCH);
    }
}
