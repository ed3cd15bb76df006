package io.callyard.store.jdbc.upkeep;

import io.callyard.store.jdbc.codec.Micros;
import io.callyard.store.jdbc.sql.Session;
import io.callyard.store.jdbc.sql.Transactions;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Deletes calls of the past, except those that say who has been called. */
final class DropPast implements Chore {
    private static final int BATCH = 500;

    private final Duration age;
    private long before;

    DropPast(Duration age) {
        this.age = age;
    }

    @Override
    public String name() {
        return "deleting old calls";
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
        // The condition is also that of the index on PostgreSQL.
        List<UUID> found = session.query("SELECT id FROM {past} WHERE updated_at <= :before"
                        + " AND (lane = 'D' OR idem_key IS NULL) ORDER BY updated_at LIMIT :max")
                .bind("before", before)
                .bind("max", BATCH)
                .mapTo(UUID.class)
                .list();
        if (found.isEmpty()) {
            return Batch.NOTHING;
        }
        List<UUID> locked = session.query("SELECT id FROM {past} WHERE id = ANY(:ids) ORDER BY id "
                        + session.dialect().forUpdate() + " "
                        + session.dialect().skipLocked())
                .bindArray("ids", UUID.class, found)
                .mapTo(UUID.class)
                .list();
        if (!locked.isEmpty()) {
            session.update("DELETE FROM {past} WHERE id = ANY(:ids)")
                    .bindArray("ids", UUID.class, locked)
                    .execute();
        }
        return new Batch(locked.size(), !locked.isEmpty() && found.size() == BATCH);
    }
}
