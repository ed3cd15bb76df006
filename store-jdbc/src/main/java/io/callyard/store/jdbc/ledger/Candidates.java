package io.callyard.store.jdbc.ledger;

import io.callyard.model.CarrierAccountId;
import io.callyard.model.TenantId;
import io.callyard.store.jdbc.sql.Message;
import io.callyard.store.jdbc.sql.Session;
import io.callyard.store.jdbc.sql.Statements;
import io.callyard.store.jdbc.sql.Values;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Tenants that may be able to go, the one served longest ago first: those that are ready, those whose time has come,
 * and those that wait for an account which may start a call now. All of it is judged again under the lock.
 */
final class Candidates {
    /** Names the tenants that {@link #lock} has locked, to the statements behind it in the same message. */
    static final String LOCKED = "CAST(NULLIF(current_setting('callyard.tenants', true), '') AS text[])";

    /** How many these are: to count them in each use would read the array each time. */
    static final String HOW_MANY = "CAST(current_setting('callyard.tenant_count', true) AS bigint)";

    /** The latest time of these tenants. */
    static final String LATEST = "CAST(current_setting('callyard.latest', true) AS bigint)";

    /** Calls that wait and whose time has come. */
    static final String DUE = "FROM {call} WHERE phase < 2 AND watch_at <= " + Statements.NOW;

    private static final String READY =
            "(SELECT id AS tenant, last_served AS turn FROM {tenant} WHERE ready ORDER BY last_served, id LIMIT :max)";
    private static final String AWAKE = "(SELECT id AS tenant, last_served AS turn FROM {tenant} WHERE wake_at <= "
            + Statements.NOW + " ORDER BY last_served, id LIMIT :max)";

    /** Accounts that may start a call now. */
    private static final String OPEN = " a.next_start_at <= " + Statements.NOW + " AND NOT (a.id = ANY(:closed))"
            + " AND (a.max_live = 2147483647 OR a.max_live >"
            + " (SELECT count(*) FROM {call} c WHERE c.phase = 2 AND c.account = a.id))";

    private static final String PARKED_LATERAL = "(SELECT p.tenant AS tenant, p.last_served AS turn"
            + " FROM {shared_limit} a CROSS JOIN LATERAL (SELECT tenant, last_served FROM {parked}"
            + " WHERE account = a.id ORDER BY last_served, tenant LIMIT :max) p WHERE" + OPEN + ")";
    private static final String PARKED_JOIN = "(SELECT p.tenant AS tenant, p.last_served AS turn"
            + " FROM {parked} p JOIN {shared_limit} a ON a.id = p.account WHERE" + OPEN
            + " ORDER BY p.last_served, p.tenant LIMIT :max)";

    private static final String IN_TURN = " ORDER BY turn, tenant LIMIT :max";

    private Candidates() {}

    private static String all(boolean hasLateral) {
        return "SELECT tenant, min(turn) AS turn FROM (" + READY + " UNION ALL " + AWAKE + " UNION ALL "
                + (hasLateral ? PARKED_LATERAL : PARKED_JOIN) + ") every GROUP BY tenant" + IN_TURN;
    }

    private static Values values(int max, Collection<CarrierAccountId> closed) {
        return Values.none()
                .number("max", max)
                .texts("closed", closed.stream().map(CarrierAccountId::value).toList());
    }

    /**
     * Finds tenants.
     *
     * @param max how many at most
     * @param closed accounts on which nothing will be claimed
     */
    static List<TenantId> find(Session session, int max, Collection<CarrierAccountId> closed) {
        List<TenantId> found = new ArrayList<>();
        session.message()
                .ask(
                        all(session.dialect().hasLateral()),
                        values(max, closed),
                        row -> found.add(new TenantId(row.getString(1))))
                .send();
        return found;
    }

    /**
     * What a message found when it locked candidates.
     *
     * <p><b>Threads.</b> One at a time.
     */
    static final class Found {
        /** How many candidates there are, those that somebody else has locked included. */
        long candidates;

        /** Whether calls wait whose time has come. */
        boolean due;
    }

    /**
     * Lets a message find candidates and lock those that nobody else has locked.
     *
     * @param books where the tenants go that were locked
     */
    static Found lock(
            Message message,
            Session session,
            int max,
            Collection<CarrierAccountId> closed,
            Map<TenantId, TenantBook> books) {
        Found found = new Found();
        message.ask(locking(session), values(max, closed), row -> {
            found.candidates = row.getLong(TenantRows.WIDTH + 2);
            found.due = row.getBoolean(TenantRows.WIDTH + 3);
            if (row.getString(1) != null) {
                TenantBook book = TenantRows.book(row, row.getLong(TenantRows.WIDTH + 1));
                books.put(book.id, book);
            }
        });
        return found;
    }

    /** What is locked is told to the statements behind by settings of the transaction. */
    private static String locking(Session session) {
        return "WITH c AS MATERIALIZED (" + all(true)
                + "), t AS MATERIALIZED (SELECT " + TenantRows.COLUMNS + ", " + Statements.CLOCK + " AS clock"
                + " FROM {tenant} t WHERE t.id = ANY(ARRAY(SELECT tenant FROM c)) ORDER BY t.id "
                + session.dialect().forUpdateOf("t") + " " + session.dialect().skipLocked()
                + "), k AS MATERIALIZED (SELECT set_config('callyard.tenants',"
                + " COALESCE(CAST(array_agg(id) AS text), ''), true) AS tenants,"
                + " set_config('callyard.tenant_count', CAST(GREATEST(count(*), 1) AS text), true) AS tenant_count,"
                + " set_config('callyard.latest',"
                + " CAST(COALESCE(max(GREATEST(clock, last_at)), 0) AS text), true) AS latest FROM t)"
                + " SELECT t.*, (SELECT count(*) FROM c), EXISTS (SELECT 1 " + DUE + "),"
                + " k.tenants IS NULL OR k.tenant_count IS NULL OR k.latest IS NULL FROM k LEFT JOIN t ON true";
    }
}
