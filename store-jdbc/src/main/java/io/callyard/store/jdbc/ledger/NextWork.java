package io.callyard.store.jdbc.ledger;

import io.callyard.model.CarrierAccountId;
import io.callyard.store.jdbc.sql.Session;
import io.callyard.store.jdbc.sql.Statements;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When there is work by time alone, in microseconds.
 *
 * @param now the store's time
 * @param ready whether a tenant may be able to go now
 * @param nextSlot when the first tenant that waits for a time or an account may go
 * @param nextCall when the first call needs attention
 * @param systemHasSlot whether the system's limit leaves a slot
 */
public record NextWork(
        long now,
        boolean ready,
        @Nullable Long nextSlot,
        @Nullable Long nextCall,
        boolean systemHasSlot) {

    /**
     * How many watched calls are looked at to find the one that needs attention first. One that is watched
     * too early may hide behind more of them; then the answer is too early by as much, which costs a look.
     */
    private static final int WATCHED = 100;

    private static final String SQL = "SELECT " + Statements.NOW + ", EXISTS (SELECT 1 FROM {tenant} WHERE ready),"
            + " (SELECT min(wake_at) FROM {tenant} WHERE wake_at IS NOT NULL),"
            + " (SELECT min(a.next_start_at) FROM {shared_limit} a WHERE a.id <> '' AND NOT (a.id = ANY(:leftAlone))"
            + " AND EXISTS (SELECT 1 FROM {parked} p WHERE p.account = a.id) AND (a.max_live = 2147483647"
            + " OR a.max_live > (SELECT count(*) FROM {call} c WHERE c.phase = 2 AND c.account = a.id))),"
            + " (SELECT min(watch_at) FROM {call} WHERE phase < 2 AND watch_at IS NOT NULL),"
            + " (SELECT min(w.attention_at) FROM (SELECT attention_at FROM {call} WHERE phase = 2"
            + " AND watch_at IS NOT NULL ORDER BY watch_at LIMIT :watched) w),"
            + " (SELECT min(watch_at) FROM (SELECT watch_at FROM {call} WHERE phase = 2 AND watch_at IS NOT NULL"
            + " ORDER BY watch_at LIMIT 1 OFFSET :watched) w),"
            + " (SELECT max_live = 2147483647 OR max_live > (SELECT count(*) FROM {call} WHERE phase = 2)"
            + " FROM {shared_limit} WHERE id = '')";

    /** Looks. */
    public static NextWork look(Session session, Collection<CarrierAccountId> leftAlone) {
        return session.timed(SQL)
                .bind("watched", WATCHED)
                .bindArray(
                        "leftAlone",
                        String.class,
                        leftAlone.stream().map(CarrierAccountId::value).toList())
                .map((row, context) -> new NextWork(
                        row.getLong(1),
                        row.getBoolean(2),
                        earlier(row.getObject(3, Long.class), row.getObject(4, Long.class)),
                        earlier(
                                row.getObject(5, Long.class),
                                earlier(row.getObject(6, Long.class), row.getObject(7, Long.class))),
                        row.getBoolean(8)))
                .one();
    }

    /** Returns when there is work, as microseconds; empty if none is in sight. */
    public Optional<Long> at() {
        Long slot = !systemHasSlot ? null : ready ? Long.valueOf(now) : nextSlot;
        return Optional.ofNullable(earlier(slot, nextCall)).map(at -> Math.max(at, now));
    }

    private static @Nullable Long earlier(@Nullable Long one, @Nullable Long other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return Math.min(one, other);
    }
}
