package io.callyard.store.jdbc.upkeep;

import io.callyard.store.jdbc.codec.Micros;
import io.callyard.store.jdbc.sql.Session;
import io.callyard.store.jdbc.sql.Transactions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Deletes old events: of each tenant's log the beginning, so that what is kept has no gap. */
final class TrimEvents implements Chore {
    private static final int BATCH = 2_000;
    private static final int PAGE = 100;

    private final Duration age;
    private final int atLeast;
    private final Deque<Log> logs = new ArrayDeque<>();
    private long before;
    private String lastTenant = "";

    TrimEvents(Duration age, int atLeast) {
        this.age = age;
        this.atLeast = atLeast;
    }

    /**
     * A log with events to delete.
     *
     * @param first the number of its first event
     * @param end the number before which events may go
     */
    private record Log(String tenant, long first, long end) {}

    @Override
    public String name() {
        return "deleting old events";
    }

    @Override
    public int everyRuns() {
        return Housekeeping.AT_TIMES;
    }

    @Override
    public void begin(long now) {
        before = now - Micros.of(age);
        lastTenant = "";
        logs.clear();
    }

    @Override
    public Batch next(Transactions transactions) {
        if (logs.isEmpty()) {
            logs.addAll(transactions.read(this::page));
            if (logs.isEmpty()) {
                return Batch.NOTHING;
            }
            lastTenant = logs.getLast().tenant;
        }
        Log log = logs.removeFirst();
        long upTo = Math.min(log.first + BATCH, log.end);
        int deleted = transactions.change(session -> trim(session, log, upTo));
        if (deleted == upTo - log.first && upTo < log.end) {
            logs.addFirst(new Log(log.tenant, upTo, log.end));
        }
        return new Batch(deleted, true);
    }

    private List<Log> page(Session session) {
        return session.query("SELECT t.id, e.seq, t.event_seq FROM {tenant} t JOIN {event} e ON e.tenant = t.id"
                        + " AND e.seq = (SELECT min(f.seq) FROM {event} f WHERE f.tenant = t.id)"
                        + " WHERE t.event_seq > :atLeast AND t.id > :after AND t.event_seq - e.seq >= :atLeast"
                        + " AND e.at <= :before ORDER BY t.id LIMIT :page")
                .bind("atLeast", atLeast)
                .bind("after", lastTenant)
                .bind("before", before)
                .bind("page", PAGE)
                .map((row, context) -> new Log(row.getString(1), row.getLong(2), row.getLong(3) - atLeast + 1))
                .list();
    }

    private int trim(Session session, Log log, long upTo) {
        // Whoever has the first event locked trims the log already.
        boolean mine = session.query("SELECT seq FROM {event} WHERE tenant = :tenant AND seq = :first "
                        + session.dialect().forUpdate() + " "
                        + session.dialect().skipLocked())
                .bind("tenant", log.tenant)
                .bind("first", log.first)
                .mapTo(Long.class)
                .findOne()
                .isPresent();
        if (!mine) {
            return 0;
        }
        return session.update("DELETE FROM {event} WHERE tenant = :tenant AND seq >= :first AND seq < COALESCE("
                        + "(SELECT min(k.seq) FROM {event} k WHERE k.tenant = :tenant AND k.seq >= :first"
                        + " AND k.seq < :upTo AND k.at > :before), :upTo)")
                .bind("tenant", log.tenant)
                .bind("first", log.first)
                .bind("upTo", upTo)
                .bind("before", before)
                .execute();
    }
}
