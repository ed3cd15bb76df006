package io.callyard.store.jdbc.ledger;

import io.callyard.model.LaneId;
import io.callyard.model.TenantId;
import io.callyard.model.UserId;
import io.callyard.model.lead.Lead;
import io.callyard.model.lead.LeadId;
import io.callyard.model.lead.LeadState;
import io.callyard.spi.store.LeadCounts;
import io.callyard.store.jdbc.sql.Session;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** What is only read of leads. */
public final class LeadViews {
    private static final String OWN = " AND owner = :owner";
    private static final String PAGE_BEGIN = LeadRows.SELECT + "tenant = :tenant";
    private static final String PAGE_END = " AND dialed = :dialed AND position > :after ORDER BY position LIMIT :max";

    private static final String BY_STATE_BEGIN = "SELECT dialed, count(*) FROM {lead} WHERE tenant = :tenant";
    private static final String BY_STATE_END = " GROUP BY dialed";

    /** The calls that are not over, which are few beside all that ever were. Each phase has an index of its own. */
    private static final String OPEN = "SELECT %1$d, count(*) FROM {call} c JOIN {lead} l ON l.call_id = c.id"
            + " WHERE c.tenant = :tenant AND c.lane = :lane AND c.phase = %1$d AND l.tenant = c.tenant%2$s";

    private static final String OPEN_OF_ALL = open("");
    private static final String OPEN_OF_ONE = open(" AND l.owner = :owner");

    private LeadViews() {}

    private static String open(String own) {
        return Stream.of(Phase.ASIDE, Phase.IN_LINE, Phase.LIVE)
                .map(phase -> OPEN.formatted(phase, own))
                .collect(Collectors.joining(" UNION ALL "));
    }

    /** Finds leads of a tenant. */
    public static List<Lead> find(Session session, TenantId tenant, Collection<LeadId> ids) {
        return session.query(LeadRows.SELECT + "tenant = :tenant AND id = ANY(:ids)")
                .bind("tenant", tenant.value())
                .bindArray("ids", String.class, ids.stream().map(LeadId::value).toList())
                .map((row, context) -> LeadRows.read(row))
                .list();
    }

    /** Returns a page of leads, in the order in which they were added. */
    public static List<Lead> page(
            Session session, TenantId tenant, @Nullable UserId user, LeadState state, long after, int max) {
        return of(session, tenant, user, PAGE_BEGIN + (user == null ? "" : OWN) + PAGE_END)
                .bind("dialed", state == LeadState.DIALED)
                .bind("after", after)
                .bind("max", max)
                .map((row, context) -> LeadRows.read(row))
                .list();
    }

    /** Counts leads, those whose calls are not over apart. For a snapshot: it takes two looks. */
    public static LeadCounts counts(Session session, TenantId tenant, @Nullable UserId user) {
        Map<LeadState, Long> byState = new EnumMap<>(LeadState.class);
        of(session, tenant, user, BY_STATE_BEGIN + (user == null ? "" : OWN) + BY_STATE_END)
                .map((row, context) ->
                        byState.put(row.getBoolean(1) ? LeadState.DIALED : LeadState.PENDING, row.getLong(2)))
                .list();
        long[] open = new long[Phase.OVER];
        of(session, tenant, user, user == null ? OPEN_OF_ALL : OPEN_OF_ONE)
                .bind("lane", LaneKey.of(LaneId.LEADS))
                .map((row, context) -> open[row.getInt(1)] = row.getLong(2))
                .list();
        long waiting = open[Phase.ASIDE] + open[Phase.IN_LINE];
        long dialed = byState.getOrDefault(LeadState.DIALED, 0L);
        return new LeadCounts(
                byState.getOrDefault(LeadState.PENDING, 0L),
                waiting,
                open[Phase.LIVE],
                dialed - waiting - open[Phase.LIVE]);
    }

    /** Begins a query that names a user if there is one. */
    private static Query of(Session session, TenantId tenant, @Nullable UserId user, String sql) {
        Query query = session.query(sql).bind("tenant", tenant.value());
        return user == null ? query : query.bind("owner", user.value());
    }
}
