package io.callyard.store.jdbc.upkeep;

import io.callyard.store.jdbc.codec.Micros;
import io.callyard.store.jdbc.sql.Session;
import io.callyard.store.jdbc.sql.Transactions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Moves calls that are over to the past, and forgets which changes must not be applied to them again. */
final class MoveEnded implements Chore {
    private static final int BATCH = 500;
    private static final String COLUMNS = "id, tenant, lane, state, priority, position, attempts, dialled, idem_key,"
            + " account, created_at, updated_at, fixed, data, detail";

    private final Duration age;
    private long from;
    private long before;

    MoveEnded(Duration age) {
        this.age = age;
    }

    @Override
    public String name() {
        return "moving calls that are over";
    }

    @Override
    public int everyRuns() {
        return 1;
    }

    @Override
    public void begin(long now) {
        from = Long.MIN_VALUE;
        before = now - Micros.of(age);
    }

    @Override
    public Batch next(Transactions transactions) {
        return transactions.change(this::move);
    }

    private Batch move(Session session) {
        List<Map.Entry<UUID, Long>> found = session.query("SELECT id, over_at FROM {call} WHERE phase = 3"
                        + " AND over_at >= :from AND over_at <= :before ORDER BY over_at LIMIT :max")
                .bind("from", from)
                .bind("before", before)
                .bind("max", BATCH)
                .map((row, context) -> Map.entry(row.getObject(1, UUID.class), row.getLong(2)))
                .list();
        if (found.isEmpty()) {
            return Batch.NOTHING;
        }
        List<UUID> locked = lock(session, found.stream().map(Map.Entry::getKey).toList());
        if (locked.isEmpty()) {
            return Batch.NOTHING;
        }
        // What was moved may leave dead entries in the index until they are vacuumed: go on behind them.
        from = found.get(found.size() - 1).getValue();
        session.update("INSERT INTO {past} (" + COLUMNS + ") SELECT " + COLUMNS + " FROM {call} WHERE id = ANY(:ids)")
                .bindArray("ids", UUID.class, locked)
                .execute();
        session.update("DELETE FROM {once} WHERE call_id = ANY(:ids)")
                .bindArray("ids", UUID.class, locked)
                .execute();
        session.update("DELETE FROM {call} WHERE id = ANY(:ids)")
                .bindArray("ids", UUID.class, locked)
                .execute();
        return new Batch(locked.size(), found.size() == BATCH);
    }

    /** Apart from the search: H2 would lock all that the search looks at, not only what it returns. */
    private static List<UUID> lock(Session session, List<UUID> ids) {
        return session.query("SELECT id FROM {call} WHERE id = ANY(:ids) AND phase = 3 ORDER BY id "
                        + session.dialect().forUpdate() + " "
                        + session.dialect().skipLocked())
                .bindArray("ids", UUID.class, ids)
                .mapTo(UUID.class)
                .list();
    }
}
