package io.callyard.store.jdbc.ledger;

import io.callyard.model.CallId;
import io.callyard.model.CarrierAccountId;
import io.callyard.model.TenantId;
import io.callyard.store.jdbc.sql.Session;
import io.callyard.store.jdbc.sql.Statements;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a claim should look at, read without any lock; all of it is judged again under the lock.
 *
 * @param due calls that wait and whose time has come, with their tenants
 * @param tenants tenants that may be able to go, the one served longest ago first
 */
record Candidates(Map<CallId, TenantId> due, List<TenantId> tenants) {
    private static final String DUE = "(SELECT 0 AS kind, tenant AS tenant, id AS id, watch_at AS turn FROM {call}"
            + " WHERE phase < 2 AND watch_at <= " + Statements.NOW + " ORDER BY watch_at LIMIT :due)";
    private static final String READY = "(SELECT 1 AS kind, id AS tenant, CAST(NULL AS uuid) AS id, last_served AS turn"
            + " FROM {tenant} WHERE ready ORDER BY last_served, id LIMIT :max)";
    private static final String AWAKE = "(SELECT 1 AS kind, id AS tenant, CAST(NULL AS uuid) AS id, last_served AS turn"
            + " FROM {tenant} WHERE wake_at <= " + Statements.NOW + " ORDER BY last_served, id LIMIT :max)";

    /** Accounts that may start a call now. */
    private static final String OPEN = " a.next_start_at <= " + Statements.NOW + " AND NOT (a.id = ANY(:closed))"
            + " AND (a.max_live = 2147483647 OR a.max_live >"
            + " (SELECT count(*) FROM {call} c WHERE c.phase = 2 AND c.account = a.id))";

    private static final String PARKED_LATERAL =
            "(SELECT 1 AS kind, p.tenant AS tenant, CAST(NULL AS uuid) AS id, p.last_served AS turn"
                    + " FROM {shared_limit} a CROSS JOIN LATERAL (SELECT tenant, last_served FROM {parked}"
                    + " WHERE account = a.id ORDER BY last_served, tenant LIMIT :max) p WHERE" + OPEN + ")";
    private static final String PARKED_JOIN =
            "(SELECT 1 AS kind, p.tenant AS tenant, CAST(NULL AS uuid) AS id, p.last_served AS turn"
                    + " FROM {parked} p JOIN {shared_limit} a ON a.id = p.account WHERE" + OPEN
                    + " ORDER BY p.last_served, p.tenant LIMIT :max)";

    private static final String ALL = DUE + " UNION ALL " + READY + " UNION ALL " + AWAKE + " UNION ALL ";

    private record Row(int kind, TenantId tenant, @Nullable UUID id, long turn) {}

    /**
     * Looks.
     *
     * @param max how many tenants at most
     * @param maxDue how many due calls at most
     * @param closed accounts on which nothing will be claimed
     */
    static Candidates look(Session session, int max, int maxDue, Collection<CarrierAccountId> closed) {
        String sql = ALL + (session.dialect().hasLateral() ? PARKED_LATERAL : PARKED_JOIN);
        List<Row> rows = session.timed(sql)
                .bind("due", maxDue)
                .bind("max", max)
                .bindArray(
                        "closed",
                        String.class,
                        closed.stream().map(CarrierAccountId::value).toList())
                .map((row, context) -> new Row(
                        row.getInt(1), new TenantId(row.getString(2)), row.getObject(3, UUID.class), row.getLong(4)))
                .list();
        Map<CallId, TenantId> due = new LinkedHashMap<>();
        List<Row> turns = new ArrayList<>();
        for (Row row : rows) {
            if (row.id() != null) {
                due.put(new CallId(row.id()), row.tenant());
            } else {
                turns.add(row);
            }
        }
        turns.sort(Comparator.comparingLong(Row::turn)
                .thenComparing(row -> row.tenant().value()));
        return new Candidates(
                due, turns.stream().map(Row::tenant).distinct().limit(max).toList());
    }
}
