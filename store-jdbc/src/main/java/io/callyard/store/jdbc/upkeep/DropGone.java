package io.callyard.store.jdbc.upkeep;

import io.callyard.store.jdbc.codec.Micros;
import io.callyard.store.jdbc.sql.Session;
import io.callyard.store.jdbc.sql.Transactions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Deletes what has gone from the tenants' floors: callers who have left, or offers that are over. */
final class DropGone implements Chore {
    private static final int BATCH = 500;

    private final String name;
    private final String table;

    /** Begins the search such that it has an index of its own. */
    private final String condition;

    private final String goneAt;
    private final Duration age;
    private long from;
    private long before;

    private DropGone(String name, String table, String condition, String goneAt, Duration age) {
        this.name = name;
        this.table = table;
        this.condition = condition;
        this.goneAt = goneAt;
        this.age = age;
    }

    static DropGone callers(Duration age) {
        return new DropGone("deleting callers who left long ago", "{caller}", "NOT in_line AND ", "left_at", age);
    }

    static DropGone offers(Duration age) {
        return new DropGone("deleting old offers", "{offer}", "", "over_at", age);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int everyRuns() {
        return Housekeeping.SELDOM;
    }

    @Override
    public void begin(long now) {
        from = Long.MIN_VALUE;
        before = now - Micros.of(age);
    }

    @Override
    public Batch next(Transactions transactions) {
        return transactions.change(this::drop);
    }

    private Batch drop(Session session) {
        List<Map.Entry<UUID, Long>> found = session.query(
                        "SELECT id, " + goneAt + " FROM " + table + " WHERE " + condition + goneAt + " >= :from AND "
                                + goneAt + " <= :before ORDER BY " + goneAt + " LIMIT :max")
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
        // What was deleted may leave dead entries in the index until they are vacuumed: go on behind them.
        from = found.get(found.size() - 1).getValue();
        session.update("DELETE FROM " + table + " WHERE id = ANY(:ids)")
                .bindArray("ids", UUID.class, locked)
                .execute();
        return new Batch(locked.size(), found.size() == BATCH);
    }

    /** Only what is gone still: a step that has it in hand may have put it back. */
    private List<UUID> lock(Session session, List<UUID> ids) {
        return session.query("SELECT id FROM " + table + " WHERE id = ANY(:ids) AND " + goneAt
                        + " <= :before ORDER BY id " + session.dialect().forUpdate() + " "
                        + session.dialect().skipLocked())
                .bindArray("ids", UUID.class, ids)
                .bind("before", before)
                .mapTo(UUID.class)
                .list();
    }
}
