package io.callyard.store.jdbc.ledger;

import io.callyard.event.LimitsChanged;
import io.callyard.event.LoggedEvent;
import io.callyard.model.CarrierAccountId;
import io.callyard.model.TenantId;
import io.callyard.model.TenantLimits;
import io.callyard.spi.store.TenantUsage;
import io.callyard.store.jdbc.codec.EventCodec;
import io.callyard.store.jdbc.codec.Micros;
import io.callyard.store.jdbc.sql.Changes;
import io.callyard.store.jdbc.sql.Message;
import io.callyard.store.jdbc.sql.RowChange;
import io.callyard.store.jdbc.sql.Session;
import io.callyard.store.jdbc.sql.Values;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The tenants' rows: reading them, and writing them back. */
final class TenantRows {
    static final String COLUMNS = "t.id, t.max_live, t.direct_floor, t.account, t.event_seq, t.next_position,"
            + " t.live, t.live_direct, t.lined, t.ready, t.wake_at, t.parked, t.last_served, t.last_at";

    /** How many columns these are. */
    static final int WIDTH = 14;

    private static final RowChange INSERT = RowChange.insertIfAbsent(
            "tenant",
            1,
            RowChange.text("id"),
            RowChange.integer("max_live"),
            RowChange.integer("direct_floor"),
            RowChange.text("account"),
            RowChange.number("event_seq"),
            RowChange.number("next_position"),
            RowChange.integer("live"),
            RowChange.integer("live_direct"),
            RowChange.number("lined"),
            RowChange.flag("ready"),
            RowChange.flag("parked"),
            RowChange.number("last_served"),
            RowChange.number("last_at"));
    private static final RowChange UPDATE = RowChange.update(
            "tenant",
            1,
            RowChange.text("id"),
            RowChange.integer("max_live"),
            RowChange.integer("direct_floor"),
            RowChange.text("account"),
            RowChange.number("event_seq"),
            RowChange.number("next_position"),
            RowChange.integer("live"),
            RowChange.integer("live_direct"),
            RowChange.number("lined"),
            RowChange.flag("ready"),
            RowChange.number("wake_at"),
            RowChange.flag("parked"),
            RowChange.number("last_served"),
            RowChange.number("last_at"));
    private static final RowChange INSERT_EVENT = RowChange.insert(
            "event",
            RowChange.text("tenant"),
            RowChange.number("seq"),
            RowChange.number("at"),
            RowChange.text("type"),
            RowChange.text("payload"));

    private TenantRows() {}

    /** Lets a message read a tenant's limits and their use. */
    static void askUsage(Message message, TenantId tenant, Consumer<TenantUsage> sink) {
        message.ask(
                "SELECT max_live, direct_floor, account, live, live_direct FROM {tenant} WHERE id = ANY(:tenants)",
                Values.none().texts("tenants", List.of(tenant.value())),
                row -> sink.accept(new TenantUsage(
                        new TenantLimits(row.getInt(1), row.getInt(2), new CarrierAccountId(row.getString(3))),
                        row.getInt(4),
                        row.getInt(5))));
    }

    /** Returns which tenants exist. */
    static List<TenantId> existing(Session session, Collection<TenantId> ids) {
        return session.query("SELECT t.id FROM {tenant} t WHERE t.id = ANY(:ids)")
                .bindArray("ids", String.class, values(ids))
                .map((row, context) -> new TenantId(row.getString(1)))
                .list();
    }

    private static List<String> values(Collection<TenantId> ids) {
        return ids.stream().map(TenantId::value).toList();
    }

    /**
     * Reads a tenant.
     *
     * @param clock the store's time, in microseconds
     */
    static TenantBook book(ResultSet row, long clock) throws SQLException {
        TenantLimits limits = new TenantLimits(row.getInt(2), row.getInt(3), new CarrierAccountId(row.getString(4)));
        long now = Math.max(clock, row.getLong(WIDTH));
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

    /** Makes the rows of tenants that have none, each with its first event, and returns them locked. */
    static Map<TenantId, TenantBook> make(Session session, Collection<TenantId> ids, TenantLimits limits) {
        Changes changes = new Changes();
        for (TenantId id : ids) {
            changes.add(
                    INSERT,
                    id.value(),
                    limits.maxLive(),
                    limits.directFloor(),
                    limits.account().value(),
                    0L,
                    1L,
                    0,
                    0,
                    0L,
                    false,
                    false,
                    0L,
                    0L);
            LaneRows.insert(changes, new LaneBook(id, LaneKey.DIRECT, 0, null));
            LaneRows.insert(changes, new LaneBook(id, LaneKey.LEADS, 0, null));
        }
        changes.send(session);
        Map<TenantId, TenantBook> books = TenantLocks.lock(session, ids);
        for (TenantBook book : books.values()) {
            // Somebody else may have made it a moment ago.
            if (book.seq == 0) {
                book.log(List.of(new LimitsChanged(book.limits)));
            }
        }
        return books;
    }

    static void update(Changes changes, TenantBook book) {
        changes.add(
                UPDATE,
                book.id.value(),
                book.limits.maxLive(),
                book.limits.directFloor(),
                book.limits.account().value(),
                book.seq,
                book.nextPosition,
                book.live,
                book.liveDirect,
                book.lined,
                book.ready,
                KeptCall.micros(book.wakeAt),
                book.parked,
                book.lastServed,
                Micros.of(book.now));
    }

    static void insert(Changes changes, LoggedEvent event) {
        changes.add(
                INSERT_EVENT,
                event.tenant().value(),
                event.seq(),
                Micros.of(event.at()),
                EventCodec.type(event.event()),
                EventCodec.payload(event.event()));
    }
}
