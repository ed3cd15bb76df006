package io.callyard.store.jdbc.audit;

import java.util.List;

/**
 * The invariants about limits. A limit that is lowered ends no call, so more calls than the limit may be
 * live; but whoever gets a slot gets it below the limit. So it is a contradiction only if a slot was given
 * since the limit was last changed.
 */
final class LimitChecks {
    /** How many calls of a tenant may be live that are not direct. */
    static final String ROOM =
            "(CASE WHEN t.max_live = 2147483647 THEN t.max_live ELSE t.max_live - t.direct_floor END)";

    private static final String SINCE_LIMITS = " AND EXISTS (SELECT 1 FROM {event} e WHERE e.tenant = t.id"
            + " AND e.type = 'call_reserved' AND e.seq > COALESCE((SELECT max(f.seq) FROM {event} f"
            + " WHERE f.tenant = t.id AND f.type = 'limits_changed'), 0)";

    private LimitChecks() {}

    static List<Check> all(JsonNumber json) {
        String reservedAt = json.of("detail", "reserved_at");
        return List.of(
                new Check(
                        "tenant-limit",
                        "SELECT t.id, t.max_live, n.live FROM {tenant} t JOIN (SELECT tenant, count(*) AS live"
                                + " FROM {call} WHERE phase = 2 GROUP BY tenant) n ON n.tenant = t.id"
                                + " WHERE n.live > t.max_live" + SINCE_LIMITS + ")"),
                new Check(
                        "direct-floor",
                        "SELECT t.id, t.max_live, t.direct_floor, n.live AS live_others FROM {tenant} t"
                                + " JOIN (SELECT tenant, count(*) AS live FROM {call} WHERE phase = 2 AND lane <> 'D'"
                                + " GROUP BY tenant) n ON n.tenant = t.id WHERE n.live > " + ROOM + SINCE_LIMITS
                                + " AND POSITION('\"type\":\"DIRECT\"' IN e.payload) = 0)"),
                new Check(
                        "campaign-limit",
                        "SELECT l.tenant, l.lane, l.max_live, n.live FROM {lane} l JOIN (SELECT tenant, lane,"
                                + " count(*) AS live FROM {call} WHERE phase = 2 GROUP BY tenant, lane) n"
                                + " ON n.tenant = l.tenant AND n.lane = l.lane WHERE n.live > l.max_live"
                                + " AND EXISTS (SELECT 1 FROM {event} e WHERE e.tenant = l.tenant"
                                + " AND e.type = 'call_reserved' AND " + isOfLane("e") + " AND e.seq > COALESCE("
                                + "(SELECT max(f.seq) FROM {event} f WHERE f.tenant = l.tenant"
                                + " AND f.type = 'campaign_changed' AND " + isOfLane("f") + "), 0))"),
                // Accounts and the system have no log, but their rows know when they were changed.
                new Check(
                        "shared-limit",
                        "SELECT " + Checks.noTenant() + ", a.id AS account, a.max_live, n.live FROM {shared_limit} a"
                                + " JOIN (SELECT account AS id, count(*) AS live, max(" + reservedAt + ") AS newest"
                                + " FROM {call} WHERE phase = 2 GROUP BY account"
                                + " UNION ALL SELECT '', count(*), max(" + reservedAt
                                + ") FROM {call} WHERE phase = 2) n"
                                + " ON n.id = a.id WHERE n.live > a.max_live AND n.newest > a.changed_at"));
    }

    /** Campaigns' ids with quotes or backslashes are escaped in events: their limits are not looked at. */
    private static String isOfLane(String event) {
        return "POSITION('\"campaign\":\"' || SUBSTRING(l.lane FROM 3) || '\"' IN " + event + ".payload) > 0";
    }
}
