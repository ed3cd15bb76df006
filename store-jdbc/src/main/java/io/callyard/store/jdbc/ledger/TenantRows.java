package io.callyard.store.jdbc.ledger;

import io.callyard.event.LimitsChanged;
import io.callyard.model.CarrierAccountId;
import io.callyard.model.TenantId;
import io.callyard.model.TenantLimits;
import io.callyard.store.jdbc.codec.EventCodec;
import io.callyard.store.jdbc.codec.Micros;
import io.callyard.store.jdbc.sql.Session;
import io.callyard.store.jdbc.sql.Statements;
import io.callyard.store.jdbc.sql.TenantColumns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The tenants' rows: reading them, locked, and writing them back. */
final class TenantRows {
    private static final String SELECT =
            "SELECT " + TenantColumns.ALL + ", " + Statements.CLOCK + " FROM {tenant} WHERE id = ANY(:ids) ORDER BY id ";

    private TenantRows() {}

    /** Locks tenants, in the order of their ids, and returns those that exist. */
    static Map<TenantId, TenantBook> lock(Session session, Collection<TenantId> ids) {
        return read(session, ids, SELECT + session.dialect().forUpdate());
    }

    /** Locks those tenants that nobody else has locked. */
    static Map<TenantId, TenantBook> lockFree(Session session, Collection<TenantId> ids) {
        return read(
                session,
                ids,
                SELECT + session.dialect().forUpdate() + " " + session.dialect().skipLocked());
    }

    private static Map<TenantId, TenantBook> read(Session session, Collection<TenantId> ids, String sql) {
        List<TenantBook> books = session.timed(sql)
                .bindArray("ids", String.class, ids.stream().map(TenantId::value).toList())
                .map((row, context) -> book(row))
                .list();
        Map<TenantId, TenantBook> byId = new LinkedHashMap<>();
        for (TenantBook book : books) {
            byId.put(book.id, book);
        }
        return byId;
    }

    private static TenantBook book(ResultSet row) throws SQLException {
        TenantLimits limits =
                new TenantLimits(row.getInt(2), row.getInt(3), new CarrierAccountId(row.getString(4)));
        long now = Math.max(row.getLong(15), row.getLong(14));
        TenantBook book = new TenantBook(new TenantId(row.getString(1)), limits, Micros.toInstant(now));
        book.seq = row.getLong(5);
        book.nextPosition = row.getLong(6);
        book.live = row.getInt(7);
        book.liveDirect = row.getInt(8);
        book.lined = row.getLong(9);
        book.ready = row.getBoolean(10);
        long wakeAt = row.getLong(11);
        book.wakeAt = row.wasNull() ? null : Micros.toInstant(wakeAt);
        book.parked = row.getBoolean(12);
        book.lastServed = row.getLong(13);
        return book;
    }

    /** Makes the row of a tenant that has none, with its first event. */
    static void insertIfAbsent(Session session, TenantId id, TenantLimits limits) {
        int made = session.update(session.dialect().insertTenantIfAbsent())
                .bind("id", id.value())
                .bind("maxLive", limits.maxLive())
                .bind("directFloor", limits.directFloor())
                .bind("account", limits.account().value())
                .execute();
        if (made == 0) {
            return;
        }
        for (String lane : List.of(LaneKey.DIRECT, LaneKey.LEADS)) {
            LaneRows.insert(session, id, lane);
        }
        TenantBook book = lock(session, List.of(id)).get(id);
        if (book != null) {
            book.log(List.of(new LimitsChanged(limits)));
            Writer.write(session, List.of(book));
        }
    }

    static void update(Session session, Collection<TenantBook> books) {
        PreparedBatch batch = session.batch("UPDATE {tenant} SET max_live = :maxLive, direct_floor = :directFloor,"
                + " account = :account, event_seq = :seq, next_position = :nextPosition, live = :live,"
                + " live_direct = :liveDirect, lined = :lined, ready = :ready, wake_at = :wakeAt, parked = :parked,"
                + " last_served = :lastServed, last_at = :now WHERE id = :id");
        for (TenantBook book : books) {
            batch.bind("id", book.id.value())
                    .bind("maxLive", book.limits.maxLive())
                    .bind("directFloor", book.limits.directFloor())
                    .bind("account", book.limits.account().value())
                    .bind("seq", book.seq)
                    .bind("nextPosition", book.nextPosition)
                    .bind("live", book.live)
                    .bind("liveDirect", book.liveDirect)
                    .bind("lined", book.lined)
                    .bind("ready", book.ready)
                    .bind("wakeAt", KeptCall.micros(book.wakeAt))
                    .bind("parked", book.parked)
                    .bind("lastServed", book.lastServed)
                    .bind("now", Micros.of(book.now))
                    .add();
        }
        batch.execute();
    }

    static void insertEvents(Session session, Collection<TenantBook> books) {
        PreparedBatch batch = session.batch(
                "INSERT INTO {event} (tenant, seq, at, type, payload) VALUES (:tenant, :seq, :at, :type, :payload)");
        for (TenantBook book : books) {
            for (var event : book.pending.events) {
                batch.bind("tenant", book.id.value())
                        .bind("seq", event.seq())
                        .bind("at", Micros.of(event.at()))
                        .bind("type", EventCodec.type(event.event()))
                        .bind("payload", EventCodec.payload(event.event()))
                        .add();
            }
        }
        if (batch.size() > 0) {
            batch.execute();
        }
    }
}
