package io.callyard.store.jdbc.ledger;

import io.callyard.model.Attempt;
import io.callyard.model.Call;
import io.callyard.model.CallId;
import io.callyard.model.CallState;
import io.callyard.model.TenantId;
import io.callyard.store.jdbc.codec.CallCodec;
import io.callyard.store.jdbc.codec.CallRow;
import io.callyard.store.jdbc.codec.Micros;
import io.callyard.store.jdbc.sql.Changes;
import io.callyard.store.jdbc.sql.Message;
import io.callyard.store.jdbc.sql.RowChange;
import io.callyard.store.jdbc.sql.Session;
import io.callyard.store.jdbc.sql.Values;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The calls' rows, those of the present and those of the past. */
final class CallRows {
    /** The columns of a call, as {@link #kept} reads them. */
    static final String COLUMNS =
            "id, tenant, lane, fixed, data, priority, idem_key, state, position, attempts, dialled,"
                    + " attention_at, created_at, updated_at, detail, watch_at";

    /** The same of a call of the past. */
    static final String PAST_COLUMNS = "id, tenant, lane, fixed, data, priority, idem_key, state, position, attempts,"
            + " dialled, CAST(NULL AS bigint), created_at, updated_at, detail, CAST(NULL AS bigint)";

    private static final String SELECT = "SELECT " + COLUMNS + ", 0 FROM {call} WHERE ";
    private static final String SELECT_PAST = "SELECT " + PAST_COLUMNS + ", 1 FROM {past} WHERE ";
    private static final String KEYS = "tenant = ANY(:tenants) AND lane = ANY(:lanes) AND idem_key = ANY(:keys)";
    private static final String BY_KEYS = SELECT + KEYS + " UNION ALL " + SELECT_PAST + KEYS;

    /** How many columns stand before those of the lane where both are read. */
    private static final int LANE = 17;

    private static final String WITH_LANES = "SELECT " + of("c", COLUMNS) + ", 0, " + of("l", LaneRows.COLUMNS)
            + " FROM {call} c JOIN {lane} l ON l.tenant = c.tenant AND l.lane = c.lane WHERE c.id = ANY(:ids)";

    /** For: the tenants, how many calls of a lane at most. */
    private static final String HEADS = "SELECT " + of("c", COLUMNS) + ", 0, " + of("l", LaneRows.COLUMNS)
            + " FROM {lane} l LEFT JOIN LATERAL (SELECT " + COLUMNS + " FROM {call} WHERE tenant = l.tenant"
            + " AND lane = l.lane AND phase = 1 ORDER BY priority DESC, position LIMIT %2$s) c ON true"
            + " WHERE l.tenant = ANY(%1$s) AND l.lined > 0 AND (l.status IS NULL OR l.status = 'RUNNING')"
            + " ORDER BY l.tenant, l.ordinal, l.lane, c.priority DESC, c.position";

    /** For: the latest time at which a lane is open, how many calls of it then. */
    private static final String OF_OPEN = "CASE WHEN l.live < l.max_live AND (l.opens_at IS NULL OR l.opens_at <= %1$s)"
            + " THEN LEAST(%2$s, l.max_live - l.live) ELSE 0 END";

    private static final String ANY_HEADS = HEADS.formatted(":tenants", ":max");
    private static final String HEADS_OF_THESE = HEADS.formatted(":tenants", OF_OPEN.formatted(":latest", ":max"));
    private static final String HEADS_OF_LOCKED = HEADS.formatted(
            Candidates.LOCKED,
            OF_OPEN.formatted(Candidates.LATEST, "(:max + " + Candidates.HOW_MANY + " - 1) / " + Candidates.HOW_MANY));

    private static final RowChange INSERT = RowChange.insert(
            "call",
            RowChange.id("id"),
            RowChange.text("tenant"),
            RowChange.text("lane"),
            RowChange.integer("priority"),
            RowChange.text("idem_key"),
            RowChange.number("created_at"),
            RowChange.text("fixed"),
            RowChange.text("data"),
            RowChange.integer("phase"),
            RowChange.text("state"),
            RowChange.number("position"),
            RowChange.integer("attempts"),
            RowChange.integer("dialled"),
            RowChange.text("account"),
            RowChange.number("attention_at"),
            RowChange.number("watch_at"),
            RowChange.number("over_at"),
            RowChange.number("updated_at"),
            RowChange.text("detail"));
    private static final RowChange UPDATE = RowChange.update(
            "call",
            1,
            RowChange.id("id"),
            RowChange.integer("phase"),
            RowChange.text("state"),
            RowChange.number("position"),
            RowChange.integer("attempts"),
            RowChange.integer("dialled"),
            RowChange.text("account"),
            RowChange.number("attention_at"),
            RowChange.number("watch_at"),
            RowChange.number("over_at"),
            RowChange.number("updated_at"),
            RowChange.text("detail"));
    private static final RowChange UPDATE_PAST =
            RowChange.update("past", 1, RowChange.id("id"), RowChange.number("updated_at"), RowChange.text("detail"));

    private CallRows() {}

    private static String of(String alias, String columns) {
        return alias + "." + columns.replace(", ", ", " + alias + ".");
    }

    static List<KeptCall> find(Session session, Collection<CallId> ids) {
        List<KeptCall> found = session.query(SELECT + "id = ANY(:ids)")
                .bindArray("ids", UUID.class, values(ids))
                .map((row, context) -> kept(row))
                .list();
        if (found.size() == ids.size()) {
            return found;
        }
        Set<CallId> missing = new LinkedHashSet<>(ids);
        found.forEach(kept -> missing.remove(kept.call().id()));
        // In this order: calls only ever move from the first table to the second, whoever has the tenant's lock.
        found.addAll(session.query(SELECT_PAST + "id = ANY(:ids)")
                .bindArray("ids", UUID.class, values(missing))
                .map((row, context) -> kept(row))
                .list());
        return found;
    }

    /**
     * Lets a message find a call of the present or the past. One that moves meanwhile may be found in both: the session
     * has to see one instant.
     */
    static void ask(Message message, CallId id, Consumer<KeptCall> sink) {
        message.ask(
                SELECT + "id = ANY(:ids) UNION ALL " + SELECT_PAST + "id = ANY(:ids)",
                Values.none().ids("ids", List.of(id.value())),
                row -> sink.accept(kept(row)));
    }

    /** Lets a message read calls of the present into the books of their tenants, with the lanes they stand in. */
    static void askWithLanes(Message message, Map<TenantId, TenantBook> books, Collection<CallId> ids) {
        message.ask(WITH_LANES, Values.none().ids("ids", values(ids)), row -> {
            TenantBook book = books.get(new TenantId(row.getString(2)));
            if (book != null) {
                book.read(kept(row));
                readLane(book, row);
            }
        });
    }

    /**
     * Lets a message read calls by their idempotency keys into the books of their tenants. Calls of other lanes with
     * such keys may come along.
     */
    static void askByKeys(
            Message message,
            Map<TenantId, TenantBook> books,
            Collection<String> tenants,
            Collection<String> lanes,
            Collection<String> keys) {
        Values values =
                Values.none().texts("tenants", tenants).texts("lanes", lanes).texts("keys", keys);
        message.ask(BY_KEYS, values, row -> {
            TenantBook book = books.get(new TenantId(row.getString(2)));
            if (book != null) {
                book.read(kept(row));
            }
        });
    }

    /**
     * Lets a message read the lanes from which calls may go, as far as the lane itself decides, and of each that is
     * open the calls that go first, of the tenants that it has locked, into their books.
     *
     * @param max how many calls are wanted of all of them
     * @param heads where the calls go, in the order in which those of one lane go
     */
    static void askHeadsOfLocked(Message message, Map<TenantId, TenantBook> books, int max, List<KeptCall> heads) {
        message.ask(HEADS_OF_LOCKED, Values.none().number("max", max), row -> readHead(row, books, heads));
    }

    /**
     * Lets a message read the same for tenants that are locked, whether or not their lanes are open.
     *
     * @param max how many calls of a lane at most
     */
    static void askAnyHeads(Message message, Map<TenantId, TenantBook> books, int max, List<KeptCall> heads) {
        Values.Named values = Values.none()
                .texts("tenants", books.keySet().stream().map(TenantId::value).toList())
                .number("max", max);
        message.ask(ANY_HEADS, values, row -> readHead(row, books, heads));
    }

    /**
     * Reads the same for tenants that are locked.
     *
     * @param max how many calls of a lane at most
     * @return the calls, in the order in which those of one lane go
     */
    static List<KeptCall> readHeads(Session session, Map<TenantId, TenantBook> books, int max) {
        List<KeptCall> heads = new ArrayList<>();
        // By the tenants' own time: a lane that is closed here must not look open to whoever decides.
        long latest = books.values().stream()
                .mapToLong(book -> Micros.of(book.now))
                .max()
                .orElseThrow();
        Values.Named values = Values.none()
                .number("latest", latest)
                .texts("tenants", books.keySet().stream().map(TenantId::value).toList())
                .number("max", max);
        session.message()
                .ask(HEADS_OF_THESE, values, row -> readHead(row, books, heads))
                .send();
        return heads;
    }

    private static void readHead(ResultSet row, Map<TenantId, TenantBook> books, List<KeptCall> heads)
            throws SQLException {
        TenantBook book = books.get(new TenantId(row.getString(LANE + 1)));
        if (book != null) {
            readLane(book, row);
            if (row.getString(2) != null) {
                heads.add(book.read(kept(row)));
            }
        }
    }

    /** A lane is read once, however many calls of it come along. */
    private static void readLane(TenantBook book, ResultSet row) throws SQLException {
        String key = row.getString(LANE + 2);
        if (!book.lanes.containsKey(key)) {
            book.lanes.put(key, LaneRows.book(row, LANE));
        }
    }

    /** Reads the calls that go first of a lane. */
    static List<KeptCall> head(Session session, TenantId tenant, String lane, int max) {
        return session.query(SELECT
                        + "tenant = :tenant AND lane = :lane AND phase = 1 ORDER BY priority DESC, position LIMIT :max")
                .bind("tenant", tenant.value())
                .bind("lane", lane)
                .bind("max", max)
                .map((row, context) -> kept(row))
                .list();
    }

    /** Reads calls of a lane that wait but are not in line. */
    static List<KeptCall> aside(Session session, TenantId tenant, String lane, int max) {
        return session.query(SELECT + "tenant = :tenant AND lane = :lane AND phase = 0 LIMIT :max")
                .bind("tenant", tenant.value())
                .bind("lane", lane)
                .bind("max", max)
                .map((row, context) -> kept(row))
                .list();
    }

    /** Reads a tenant's calls that hold a slot. */
    static List<KeptCall> live(Session session, TenantId tenant) {
        return session.query(SELECT + "tenant = :tenant AND phase = 2")
                .bind("tenant", tenant.value())
                .map((row, context) -> kept(row))
                .list();
    }

    static KeptCall kept(ResultSet row) throws SQLException {
        CallRow columns = new CallRow(
                row.getString(2),
                row.getObject(1, UUID.class),
                LaneKey.type(row.getString(3)),
                row.getString(4),
                row.getString(5),
                row.getInt(6),
                row.getString(7),
                CallState.valueOf(row.getString(8)),
                row.getLong(9),
                row.getInt(10),
                row.getInt(11),
                instant(row, 12),
                Micros.toInstant(row.getLong(13)),
                Micros.toInstant(row.getLong(14)),
                row.getString(15));
        long watchAt = row.getLong(16);
        Long watch = row.wasNull() ? null : watchAt;
        return new KeptCall(CallCodec.read(columns), watch, row.getInt(17) == 1);
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        long micros = row.getLong(column);
        return row.wasNull() ? null : Micros.toInstant(micros);
    }

    static List<UUID> values(Collection<CallId> ids) {
        return ids.stream().map(CallId::value).toList();
    }

    static void insert(Changes changes, KeptCall kept) {
        Call call = kept.call();
        changes.add(
                INSERT,
                call.id().value(),
                call.tenant().value(),
                LaneKey.of(call.lane()),
                call.priority(),
                call.key(),
                Micros.of(call.createdAt()),
                CallCodec.fixed(call),
                call.data().text(),
                kept.phase(),
                call.state().name(),
                call.position(),
                call.attempts(),
                call.dialled(),
                account(call),
                KeptCall.micros(call.attentionAt()),
                kept.watchAt(),
                overAt(call),
                Micros.of(call.updatedAt()),
                CallCodec.detail(call));
    }

    static void update(Changes changes, KeptCall kept) {
        Call call = kept.call();
        changes.add(
                UPDATE,
                call.id().value(),
                kept.phase(),
                call.state().name(),
                call.position(),
                call.attempts(),
                call.dialled(),
                account(call),
                KeptCall.micros(call.attentionAt()),
                kept.watchAt(),
                overAt(call),
                Micros.of(call.updatedAt()),
                CallCodec.detail(call));
        if (kept.past()) {
            // Behind the other: a call that is moved at this moment is found there once it has arrived.
            changes.add(UPDATE_PAST, call.id().value(), Micros.of(call.updatedAt()), CallCodec.detail(call));
        }
    }

    private static @Nullable Long overAt(Call call) {
        return call.ending() == null ? null : Micros.of(call.ending().at());
    }

    private static @Nullable String account(Call call) {
        Attempt attempt = call.attempt();
        return attempt == null ? null : attempt.account().value();
    }
}
