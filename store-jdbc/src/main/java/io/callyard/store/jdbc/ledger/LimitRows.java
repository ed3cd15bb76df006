package io.callyard.store.jdbc.ledger;

import io.callyard.machine.Pacing;
import io.callyard.model.AccountLimits;
import io.callyard.store.jdbc.codec.Micros;
import io.callyard.store.jdbc.sql.Changes;
import io.callyard.store.jdbc.sql.Message;
import io.callyard.store.jdbc.sql.RowChange;
import io.callyard.store.jdbc.sql.Session;
import io.callyard.store.jdbc.sql.Statements;
import io.callyard.store.jdbc.sql.Values;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * The rows of limits that tenants share.
 *
 * <p>A claim that uses a limit holds the row until it commits, so that it counts after every other
 * claim: the count is a statement of its own behind the lock, which sees all that was committed before.
 * Calls that end do not touch the row; a slot they free is seen by the next count. Where nothing is
 * limited or paced, the row is only held against a change of the limits.
 */
final class LimitRows {
    private static final String SELECT = "SELECT id, max_live, calls_per_second, next_start_at FROM {shared_limit}";

    private static final RowChange INSERT = RowChange.insertIfAbsent(
            "shared_limit",
            1,
            RowChange.text("id"),
            RowChange.integer("max_live"),
            RowChange.fraction("calls_per_second"),
            RowChange.number("next_start_at"));
    private static final RowChange START =
            RowChange.update("shared_limit", 1, RowChange.text("id"), RowChange.number("next_start_at"));

    private LimitRows() {}

    /**
     * Lets a message hold the limits that the tenants use which it has locked: the system's, and those of their own
     * accounts.
     *
     * @param limits where the limits go
     */
    static void hold(Message message, Session session, Map<String, SharedLimit> limits) {
        message.ask(
                SELECT + " WHERE id = ANY(ARRAY(SELECT '' UNION ALL SELECT account FROM {tenant} WHERE id = ANY("
                        + Candidates.LOCKED + "))) ORDER BY id "
                        + session.dialect().forUseOfLimits(),
                Values.none(),
                row -> put(limits, row));
    }

    /**
     * Holds limits for a claim, making those that nobody has set, and counts what is used of them.
     *
     * @param held those that the transaction holds already
     */
    static Map<String, SharedLimit> use(
            Session session, Map<String, SharedLimit> held, Collection<String> ids, AccountLimits defaults) {
        Map<String, SharedLimit> limits = new HashMap<>(held);
        if (!limits.keySet().containsAll(ids)) {
            limits.putAll(lock(session, ids, session.dialect().forUseOfLimits()));
            if (!limits.keySet().containsAll(ids)) {
                ids.stream()
                        .filter(id -> !limits.containsKey(id))
                        .sorted()
                        .forEach(id -> insert(session, id, defaults));
                limits.putAll(lock(session, ids, session.dialect().forUseOfLimits()));
            }
        }
        List<SharedLimit> counted = limits.values().stream()
                .filter(limit -> ids.contains(limit.id) && !limit.isFree())
                .toList();
        if (!counted.isEmpty()) {
            count(session, counted, limits);
        }
        return limits;
    }

    private static Map<String, SharedLimit> lock(Session session, Collection<String> ids, String how) {
        Map<String, SharedLimit> limits = new HashMap<>();
        lock(session.message(), ids, how, limits).send();
        return limits;
    }

    private static Message lock(Message message, Collection<String> ids, String how, Map<String, SharedLimit> limits) {
        return message.ask(
                SELECT + " WHERE id = ANY(:ids) ORDER BY id " + how,
                Values.none().texts("ids", ids),
                row -> put(limits, row));
    }

    private static void put(Map<String, SharedLimit> limits, ResultSet row) throws SQLException {
        SharedLimit limit = limit(row);
        limits.put(limit.id, limit);
    }

    /**
     * Locks limits against other claims, and counts in statements behind: they see all that was claimed before. What is
     * limited is known: nobody changes a limit that is held.
     */
    private static void count(Session session, List<SharedLimit> held, Map<String, SharedLimit> limits) {
        Message message = session.message();
        lock(
                message,
                held.stream().map(limit -> limit.id).toList(),
                session.dialect().forUpdate(),
                limits);
        List<String> limited = held.stream()
                .filter(SharedLimit::isLimited)
                .map(limit -> limit.id)
                .toList();
        List<String> accounts =
                limited.stream().filter(id -> !id.equals(SharedLimit.SYSTEM)).toList();
        if (!accounts.isEmpty()) {
            message.ask(
                    "SELECT count(*), account FROM {call} WHERE phase = 2 AND account = ANY(:accounts) GROUP BY account",
                    Values.none().texts("accounts", accounts),
                    row -> setLive(limits, row.getString(2), row.getInt(1)));
        }
        if (limited.contains(SharedLimit.SYSTEM)) {
            message.ask(
                    "SELECT count(*) FROM {call} WHERE phase = 2",
                    Values.none(),
                    row -> setLive(limits, SharedLimit.SYSTEM, row.getInt(1)));
        }
        message.send();
    }

    private static void setLive(Map<String, SharedLimit> limits, String id, int live) {
        SharedLimit limit = limits.get(id);
        if (limit != null) {
            limit.live = live;
        }
    }

    private static SharedLimit limit(ResultSet row) throws SQLException {
        return new SharedLimit(
                row.getString(1), new AccountLimits(row.getInt(2), row.getDouble(3)), Micros.toInstant(row.getLong(4)));
    }

    /** Lets a message read limits, without holding them. */
    static void ask(Message message, Collection<String> ids, Map<String, SharedLimit> limits) {
        message.ask(SELECT + " WHERE id = ANY(:ids)", Values.none().texts("ids", ids), row -> put(limits, row));
    }

    /** Lets a message count the calls that hold a slot. */
    static void askLive(Message message, LongConsumer sink) {
        message.ask("SELECT count(*) FROM {call} WHERE phase = 2", Values.none(), row -> sink.accept(row.getLong(1)));
    }

    /** Lets a message count the calls that hold a slot on an account. */
    static void askLive(Message message, String account, LongConsumer sink) {
        message.ask(
                "SELECT count(*) FROM {call} WHERE phase = 2 AND account = ANY(:accounts)",
                Values.none().texts("accounts", List.of(account)),
                row -> sink.accept(row.getLong(1)));
    }

    /** Counts the calls that hold a slot. */
    static int countLive(Session session) {
        return session.query("SELECT count(*) FROM {call} WHERE phase = 2")
                .mapTo(Integer.class)
                .one();
    }

    /** Counts the calls that hold a slot on an account. */
    static int countLive(Session session, String account) {
        return session.query("SELECT count(*) FROM {call} WHERE phase = 2 AND account = :account")
                .bind("account", account)
                .mapTo(Integer.class)
                .one();
    }

    static Optional<SharedLimit> find(Session session, String id) {
        return session.query(SELECT + " WHERE id = :id")
                .bind("id", id)
                .map((row, context) -> limit(row))
                .findOne();
    }

    /** Sets limits, behind every claim that used the old ones. */
    static void set(Session session, String id, AccountLimits limits) {
        insert(session, id, limits);
        lock(session, List.of(id), session.dialect().forChangeOfLimits());
        Instant now = Micros.toInstant(
                session.timed("SELECT " + Statements.CLOCK).mapTo(Long.class).one());
        // A pace that was slow must not hold the next call back longer than the new one would.
        session.update("UPDATE {shared_limit} SET max_live = :maxLive, calls_per_second = :callsPerSecond,"
                        + " next_start_at = LEAST(next_start_at, :latest), changed_at = :now WHERE id = :id")
                .bind("now", Micros.of(now))
                .bind("id", id)
                .bind("maxLive", limits.maxLive())
                .bind("callsPerSecond", limits.callsPerSecond())
                .bind("latest", Micros.of(Pacing.afterStart(now, limits.callsPerSecond())))
                .execute();
    }

    private static void insert(Session session, String id, AccountLimits limits) {
        Changes changes = new Changes();
        changes.add(INSERT, id, limits.maxLive(), limits.callsPerSecond(), 0L);
        changes.send(session);
    }

    /** Adds what a claim has made of limits. */
    static void add(Changes changes, Collection<SharedLimit> limits) {
        for (SharedLimit limit : limits) {
            if (limit.dirty) {
                changes.add(START, limit.id, Micros.of(limit.nextStartAt));
            }
        }
    }
}
