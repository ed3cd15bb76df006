package io.callyard.store.jdbc.ledger;

import io.callyard.machine.Pacing;
import io.callyard.model.AccountLimits;
import io.callyard.store.jdbc.codec.Micros;
import io.callyard.store.jdbc.sql.Changes;
import io.callyard.store.jdbc.sql.RowChange;
import io.callyard.store.jdbc.sql.Session;
import io.callyard.store.jdbc.sql.Statements;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
            new RowChange.Column("calls_per_second", "double precision"),
            RowChange.number("next_start_at"));
    private static final RowChange START =
            RowChange.update("shared_limit", 1, RowChange.text("id"), RowChange.number("next_start_at"));

    private LimitRows() {}

    /** Locks limits for a claim, making those that nobody has set, and counts what is used of them. */
    static Map<String, SharedLimit> use(Session session, Collection<String> ids, AccountLimits defaults) {
        Map<String, SharedLimit> limits = lock(session, ids, session.dialect().forUseOfLimits());
        if (limits.size() < ids.size()) {
            ids.stream().filter(id -> !limits.containsKey(id)).sorted().forEach(id -> insert(session, id, defaults));
            limits.putAll(lock(session, ids, session.dialect().forUseOfLimits()));
        }
        List<String> counted = limits.values().stream()
                .filter(limit -> !limit.isFree())
                .map(limit -> limit.id)
                .toList();
        if (!counted.isEmpty()) {
            limits.putAll(lock(session, counted, session.dialect().forUpdate()));
            count(session, limits);
        }
        return limits;
    }

    private static Map<String, SharedLimit> lock(Session session, Collection<String> ids, String how) {
        Map<String, SharedLimit> limits = new HashMap<>();
        session.query(SELECT + " WHERE id = ANY(:ids) ORDER BY id " + how)
                .bindArray("ids", String.class, List.copyOf(ids))
                .map((row, context) -> limit(row))
                .forEach(limit -> limits.put(limit.id, limit));
        return limits;
    }

    private static SharedLimit limit(ResultSet row) throws SQLException {
        return new SharedLimit(
                row.getString(1), new AccountLimits(row.getInt(2), row.getDouble(3)), Micros.toInstant(row.getLong(4)));
    }

    private static void count(Session session, Map<String, SharedLimit> limits) {
        List<String> accounts = limits.values().stream()
                .filter(limit -> limit.isLimited() && !limit.id.equals(SharedLimit.SYSTEM))
                .map(limit -> limit.id)
                .toList();
        if (!accounts.isEmpty()) {
            session.query("SELECT account, count(*) FROM {call} WHERE phase = 2 AND account = ANY(:accounts)"
                            + " GROUP BY account")
                    .bindArray("accounts", String.class, accounts)
                    .map((row, context) -> Map.entry(row.getString(1), row.getInt(2)))
                    .forEach(count -> {
                        SharedLimit limit = limits.get(count.getKey());
                        if (limit != null) {
                            limit.live = count.getValue();
                        }
                    });
        }
        SharedLimit system = limits.get(SharedLimit.SYSTEM);
        if (system != null && system.isLimited()) {
            system.live = countLive(session);
        }
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

    static void write(Session session, Collection<SharedLimit> limits) {
        Changes changes = new Changes();
        for (SharedLimit limit : limits) {
            if (limit.dirty) {
                changes.add(START, limit.id, Micros.of(limit.nextStartAt));
            }
        }
        changes.send(session);
    }
}
