package io.callyard.store.jdbc.floor;

import io.callyard.model.CarrierAccountId;
import io.callyard.model.CarrierCallId;
import io.callyard.model.PhoneNumber;
import io.callyard.model.TenantId;
import io.callyard.model.inbound.CallbackPromise;
import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.CallerId;
import io.callyard.model.inbound.CallerLine;
import io.callyard.model.inbound.CallerState;
import io.callyard.model.inbound.QueueId;
import io.callyard.store.jdbc.codec.CallerCodec;
import io.callyard.store.jdbc.codec.Micros;
import io.callyard.store.jdbc.sql.Changes;
import io.callyard.store.jdbc.sql.Message;
import io.callyard.store.jdbc.sql.RowChange;
import io.callyard.store.jdbc.sql.Session;
import io.callyard.store.jdbc.sql.Values;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a tenant's callers, as far as they were read, and what was put in their place.
 *
 * <p><b>Threads.</b> One at a time.
 */
final class CallerRows {
    /** How many who stand in line are read before anybody asks: all of most tenants, and not all where many wait. */
    private static final int AT_FIRST = 16;

    static final Comparator<Caller> BY_ARRIVAL =
            Comparator.comparing((Caller caller) -> caller.place().joinedAt()).thenComparing(Caller::id);

    private static final String SELECT = "SELECT id, tenant, body FROM {caller} WHERE ";
    private static final String ONE = SELECT + "id = :id";
    private static final String OFFERED = SELECT + "id = (SELECT o.caller FROM {offer} o WHERE o.id = :id)";
    private static final String ON_LINE = SELECT + "account = :account AND line_id = :line";

    private static final String OWN = "tenant = :tenant AND ";
    private static final String IN_LINE = OWN + "queue = :queue AND in_line";
    private static final String LINE = SELECT + IN_LINE + " ORDER BY place_key, id LIMIT :max";
    private static final String FIRST_IN_LINE =
            "SELECT id, queue, body FROM {caller} WHERE tenant = :tenant AND in_line"
                    + " ORDER BY queue, place_key, id LIMIT " + (AT_FIRST + 1);
    private static final String LENGTH = "SELECT count(*) FROM {caller} WHERE " + IN_LINE;
    private static final String AHEAD = LENGTH + " AND place_key <= :key AND (place_key < :key OR id < :id)";
    private static final String CALLBACKS = SELECT + OWN + "promised_by >= :ever ORDER BY promised_by, id LIMIT :max";
    private static final String DUE =
            SELECT + OWN + "attention_at >= :ever AND attention_at <= :at ORDER BY attention_at, id LIMIT :max";
    private static final String SINCE = "left_at >= :since ORDER BY left_at DESC, id DESC LIMIT :max";
    private static final String LEFT = SELECT + OWN + "queue = :queue AND " + SINCE;
    private static final String LEFT_WITH_NUMBER = SELECT + OWN + "queue = :queue AND phone = :phone AND " + SINCE;

    private static final RowChange PUT = RowChange.putOwn(
            "caller",
            RowChange.id("id"),
            RowChange.text("tenant"),
            RowChange.text("queue"),
            RowChange.text("state"),
            RowChange.flag("in_line"),
            RowChange.number("place_key"),
            RowChange.text("account"),
            RowChange.text("line_id"),
            RowChange.text("phone"),
            RowChange.number("promised_by"),
            RowChange.number("left_at"),
            RowChange.number("attention_at"),
            RowChange.text("body"));

    /** A caller who was read and not looked at. */
    private record Unread(QueueId queue, String body) {}

    private final TenantId tenant;

    /** What was read and nobody has looked at yet: half of the steps ask for no line. */
    private final Map<CallerId, Unread> unread = new LinkedHashMap<>();

    private final Map<CallerId, Caller> known = new HashMap<>();
    private final Map<CallerId, Caller> saved = new LinkedHashMap<>();

    /** How many stand in a line, or before a place in it, as long as nobody comes, goes or moves. */
    private final Map<Object, Integer> counts = new HashMap<>();

    private boolean areLinesKnown;

    CallerRows(TenantId tenant) {
        this.tenant = tenant;
    }

    // Of any tenant

    static Optional<Caller> find(Session session, CallerId id) {
        return session.query(ONE)
                .bind("id", id.value())
                .map((row, context) -> caller(row))
                .findOne();
    }

    /** Finds the newest caller on a line, gone or not. */
    static Optional<Caller> findOnLine(Session session, CarrierAccountId account, CarrierCallId line) {
        return session
                .query(ON_LINE)
                .bind("account", account.value())
                .bind("line", line.value())
                .map((row, context) -> caller(row))
                .list()
                .stream()
                .max(BY_ARRIVAL);
    }

    private static Caller caller(ResultSet row) throws SQLException {
        return CallerCodec.read(
                new TenantId(row.getString(2)), new CallerId(row.getObject(1, UUID.class)), row.getString(3));
    }

    // Of the tenant

    /** Lets a message read who stands in line. */
    void askFirst(Message message) {
        areLinesKnown = true;
        int[] rows = {0};
        message.ask(FIRST_IN_LINE, values(), row -> {
            CallerId id = new CallerId(row.getObject(1, UUID.class));
            if (!known.containsKey(id)) {
                unread.put(id, new Unread(new QueueId(row.getString(2)), row.getString(3)));
            }
            areLinesKnown = ++rows[0] <= AT_FIRST;
        });
    }

    /** Returns whether everybody was read who stands in line. */
    boolean areLinesKnown() {
        return areLinesKnown;
    }

    /** Returns those who were read and stand in a line, in order. */
    List<Caller> line(QueueId queue, int max) {
        return inLine(queue).sorted().limit(max).toList();
    }

    private Stream<Caller> inLine(QueueId queue) {
        List<CallerId> here = unread.entrySet().stream()
                .filter(one -> one.getValue().queue().equals(queue))
                .map(Map.Entry::getKey)
                .toList();
        here.forEach(this::get);
        return known.values().stream()
                .filter(caller -> caller.state().isInLine() && caller.queue().equals(queue));
    }

    /** Returns a caller who was read; null if he was not. */
    @Nullable
    Caller get(CallerId id) {
        Unread read = unread.remove(id);
        if (read == null) {
            return known.get(id);
        }
        Caller caller = CallerCodec.read(tenant, id, read.body());
        known.put(id, caller);
        return caller;
    }

    void ask(Message message, CallerId id) {
        message.ask(ONE, Values.none().id("id", id.value()), this::read);
    }

    /** Lets a message read who is, or was, put to agents by an offer. */
    void askOffered(Message message, UUID offer) {
        message.ask(OFFERED, Values.none().id("id", offer), this::read);
    }

    void askOn(Message message, CallerLine line, Consumer<Caller> sink) {
        Values values = values().text("account", line.account().value())
                .text("line", line.call().value());
        message.ask(ON_LINE + " AND tenant = :tenant AND left_at IS NULL", values, into(sink));
    }

    void askLine(Message message, QueueId queue, int max, Consumer<Caller> sink) {
        message.ask(LINE, in(queue).number("max", max), into(sink));
    }

    /** Returns how many stand in a line, if that is known; else null. */
    @Nullable
    Integer length(QueueId queue) {
        return areLinesKnown ? Integer.valueOf((int) inLine(queue).count()) : counts.get(queue);
    }

    void askLength(Message message, QueueId queue) {
        message.ask(LENGTH, in(queue), row -> counts.put(queue, row.getInt(1)));
    }

    /** Returns how many stand before a caller, if that is known; else null. */
    @Nullable
    Integer ahead(Caller caller) {
        if (areLinesKnown) {
            return (int) inLine(caller.queue())
                    .filter(other -> other.compareTo(caller) < 0)
                    .count();
        }
        return counts.get(spot(caller));
    }

    void askAhead(Message message, Caller caller) {
        Values values = in(caller.queue())
                .number("key", Micros.of(caller.place().key()))
                .id("id", caller.id().value());
        message.ask(AHEAD, values, row -> counts.put(spot(caller), row.getInt(1)));
    }

    private static Object spot(Caller caller) {
        return List.of(caller.id(), caller.place());
    }

    void askCallbacks(Message message, int max, Consumer<Caller> sink) {
        message.ask(CALLBACKS, values().number("ever", Columns.EVER).number("max", max), into(sink));
    }

    void askDue(Message message, Instant now, int max, Consumer<Caller> sink) {
        Values values = values().number("ever", Columns.EVER)
                .number("at", Micros.of(now))
                .number("max", max);
        message.ask(DUE, values, into(sink));
    }

    /** Lets a message read who has left a queue, the newest first. */
    void askLeft(Message message, QueueId queue, Instant since, int max, Consumer<Caller> sink) {
        Values values = in(queue).number("since", Micros.of(since)).number("max", max);
        message.ask(LEFT, values, into(sink));
    }

    void askLastLeft(Message message, QueueId queue, PhoneNumber number, Instant since, Consumer<Caller> sink) {
        Values values = in(queue)
                .text("phone", number.e164())
                .number("since", Micros.of(since))
                .number("max", 1);
        message.ask(LEFT_WITH_NUMBER, values, into(sink));
    }

    private Values.Named values() {
        return Values.none().text("tenant", tenant.value());
    }

    private Values.Named in(QueueId queue) {
        return values().text("queue", queue.value());
    }

    private Message.RowReader into(Consumer<Caller> sink) {
        return row -> {
            Caller caller = read(row);
            if (caller != null) {
                sink.accept(caller);
            }
        };
    }

    /** Whoever was read before is not read again: nobody else changes him while the tenant is locked. */
    private @Nullable Caller read(ResultSet row) throws SQLException {
        CallerId id = new CallerId(row.getObject(1, UUID.class));
        Caller caller = get(id);
        if (caller == null && row.getString(2).equals(tenant.value())) {
            caller = caller(row);
            known.put(id, caller);
        }
        return caller;
    }

    void save(Caller caller) {
        unread.remove(caller.id());
        Caller before = known.put(caller.id(), caller);
        if (before == null
                || before.state().isInLine() != caller.state().isInLine()
                || !before.place().equals(caller.place())) {
            counts.clear();
        }
        saved.put(caller.id(), caller);
    }

    /** Adds what was saved and not written yet. */
    void addTo(Changes changes) {
        saved.values().forEach(caller -> put(changes, caller));
        saved.clear();
    }

    private static void put(Changes changes, Caller caller) {
        CallerLine line = caller.arrival().line();
        PhoneNumber number = caller.arrival().number();
        CallbackPromise callback = caller.callback();
        Instant leftAt = leftAt(caller);
        changes.add(
                PUT,
                caller.id().value(),
                caller.tenant().value(),
                caller.queue().value(),
                caller.state().name(),
                caller.state().isInLine(),
                Micros.of(caller.place().key()),
                line == null ? null : line.account().value(),
                line == null ? null : line.call().value(),
                number == null ? null : number.e164(),
                callback == null || leftAt != null ? null : Micros.of(callback.promisedBy()),
                Columns.micros(leftAt),
                Columns.micros(caller.attentionAt()),
                CallerCodec.body(caller));
    }

    private static @Nullable Instant leftAt(Caller caller) {
        if (caller.state() != CallerState.ENDED) {
            return null;
        }
        return caller.leaving() == null ? caller.updatedAt() : caller.leaving().at();
    }

    /** Returns the ids of all who were read or saved. */
    List<UUID> ids() {
        return known.keySet().stream().map(CallerId::value).toList();
    }
}
