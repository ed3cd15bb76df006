package io.callyard.store.jdbc.audit;

import java.util.ArrayList;
import java.util.List;

/**
 * The invariants. Each statement looks at one instant, at which no change is half done, so that a live
 * system gives no false alarm.
 */
final class Checks {
    /** How late is too late: far beyond any lease, pause or fail-over that is not a fault itself. */
    static final String GRACE = "300000000";

    private static final String NONE = "CAST(NULL AS varchar)";

    private Checks() {}

    /** Returns them all; numbers are cut out of JSON as {@code json} does. */
    static List<Check> all(JsonNumber json) {
        List<Check> all = new ArrayList<>();
        all.addAll(counters());
        all.addAll(LimitChecks.all(json));
        all.addAll(calls());
        all.addAll(waiting());
        all.addAll(EventChecks.ALL);
        all.addAll(LeadChecks.ALL);
        all.addAll(FloorChecks.ALL);
        return all;
    }

    private static List<Check> counters() {
        return List.of(
                new Check(
                        "tenant-counters",
                        "SELECT t.id, t.live, COALESCE(n.live, 0) AS counted_live, t.live_direct,"
                                + " COALESCE(n.direct, 0) AS counted_live_direct, t.lined,"
                                + " COALESCE(n.lined, 0) AS counted_lined FROM {tenant} t LEFT JOIN"
                                + " (SELECT c.tenant, count(*) FILTER (WHERE c.phase = 2) AS live,"
                                + " count(*) FILTER (WHERE c.phase = 2 AND c.lane = 'D') AS direct,"
                                + " count(*) FILTER (WHERE c.phase = 1 AND (l.status IS NULL OR l.status = 'RUNNING'))"
                                + " AS lined FROM {call} c LEFT JOIN {lane} l ON l.tenant = c.tenant AND l.lane = c.lane"
                                + " WHERE c.phase IN (1, 2) GROUP BY c.tenant) n ON n.tenant = t.id"
                                + " WHERE t.live <> COALESCE(n.live, 0) OR t.live_direct <> COALESCE(n.direct, 0)"
                                + " OR t.lined <> COALESCE(n.lined, 0)"),
                new Check(
                        "lane-counters",
                        "SELECT l.tenant, l.lane, l.scheduled, COALESCE(n.scheduled, 0) AS counted_scheduled, l.queued,"
                                + " COALESCE(n.queued, 0) AS counted_queued, l.lined,"
                                + " COALESCE(n.lined, 0) AS counted_lined, l.live, COALESCE(n.live, 0) AS counted_live"
                                + " FROM {lane} l LEFT JOIN (SELECT tenant, lane,"
                                + " count(*) FILTER (WHERE state = 'SCHEDULED') AS scheduled,"
                                + " count(*) FILTER (WHERE state = 'QUEUED') AS queued,"
                                + " count(*) FILTER (WHERE phase = 1) AS lined, count(*) FILTER (WHERE phase = 2) AS live"
                                + " FROM {call} WHERE phase < 3 GROUP BY tenant, lane) n"
                                + " ON n.tenant = l.tenant AND n.lane = l.lane"
                                + " WHERE l.scheduled <> COALESCE(n.scheduled, 0) OR l.queued <> COALESCE(n.queued, 0)"
                                + " OR l.lined <> COALESCE(n.lined, 0) OR l.live <> COALESCE(n.live, 0)"),
                new Check(
                        "line-blocks",
                        "SELECT u.tenant, u.lane, u.priority, u.block, CAST(sum(u.kept) AS bigint) AS calls,"
                                + " CAST(sum(u.counted) AS bigint) AS counted FROM"
                                + " (SELECT tenant, lane, priority, block, calls AS kept, 0 AS counted FROM {line}"
                                + " UNION ALL SELECT tenant, lane, priority, position / 4096, 0, count(*) FROM {call}"
                                + " WHERE phase = 1 GROUP BY tenant, lane, priority, position / 4096) u"
                                + " GROUP BY u.tenant, u.lane, u.priority, u.block HAVING sum(u.kept) <> sum(u.counted)"),
                new Check(
                        "campaign-status",
                        "SELECT tenant, lane, status, scheduled, queued, live, clearing FROM {lane}"
                                + " WHERE status = 'RUNNING' AND scheduled + queued + live = 0 AND outcomes <> ''"
                                + " OR status = 'COMPLETED' AND scheduled + queued + live > 0"
                                + " OR status IS NOT NULL AND clearing <> (status = 'STOPPED' AND scheduled + queued > 0)"));
    }

    private static List<Check> calls() {
        return List.of(
                new Check(
                        "call-phase",
                        "SELECT tenant, id AS call, lane, phase, state, account FROM {call} WHERE phase <> CASE"
                                + " WHEN state = 'SCHEDULED' THEN 0 WHEN state = 'ENDED' THEN 3"
                                + " WHEN state = 'QUEUED' AND detail LIKE '{\"not_before\":%' THEN 0"
                                + " WHEN state = 'QUEUED' THEN 1 ELSE 2 END OR phase = 2 AND account IS NULL"),
                new Check(
                        "call-lane",
                        "SELECT c.tenant, c.lane, count(*) AS calls_without_lane FROM {call} c WHERE NOT EXISTS"
                                + " (SELECT 1 FROM {lane} l JOIN {tenant} t ON t.id = l.tenant"
                                + " WHERE l.tenant = c.tenant AND l.lane = c.lane) GROUP BY c.tenant, c.lane"),
                new Check(
                        "call-place",
                        "SELECT c.tenant, c.id AS call, c.lane, c.position, t.next_position FROM {call} c"
                                + " JOIN {tenant} t ON t.id = c.tenant WHERE c.position >= t.next_position"),
                new Check(
                        "call-twice",
                        "SELECT c.tenant, c.id AS call, c.state, p.state AS past_state FROM {call} c"
                                + " JOIN {past} p ON p.id = c.id"),
                new Check(
                        "call-key",
                        "SELECT c.tenant, c.lane, c.idem_key AS call_key, c.id AS call, p.id AS past_call FROM {call} c"
                                + " JOIN {past} p ON p.tenant = c.tenant AND p.lane = c.lane AND p.idem_key = c.idem_key"
                                + " AND p.id <> c.id WHERE c.idem_key IS NOT NULL"));
    }

    private static List<Check> waiting() {
        return List.of(
                new Check(
                        "call-watched",
                        "SELECT tenant, id AS call, state, attention_at, watch_at FROM {call} WHERE phase < 3"
                                + " AND (phase = 2 AND attention_at IS NULL OR attention_at IS NOT NULL"
                                + " AND (watch_at IS NULL OR watch_at > attention_at))"),
                new Check(
                        "call-overdue",
                        "SELECT tenant, id AS call, state, attention_at, (CAST(:now AS bigint) - attention_at) / 1000000 AS seconds_ago"
                                + " FROM {call} WHERE phase < 3 AND attention_at < CAST(:now AS bigint) - " + GRACE),
                new Check(
                        "lost-wake-up",
                        "SELECT t.id, l.lane, l.lined, l.live, l.max_live FROM {tenant} t"
                                + " JOIN {lane} l ON l.tenant = t.id WHERE NOT t.ready AND t.wake_at IS NULL"
                                + " AND NOT t.parked AND t.live < t.max_live AND l.lined > 0"
                                + " AND (l.status IS NULL OR l.status = 'RUNNING') AND l.live < l.max_live"
                                + " AND (l.lane = 'D' OR t.live - t.live_direct < " + LimitChecks.ROOM + ")"),
                new Check(
                        "parked",
                        "SELECT t.id, t.parked, p.account FROM {tenant} t LEFT JOIN {parked} p ON p.tenant = t.id"
                                + " WHERE t.parked <> (p.tenant IS NOT NULL)"));
    }

    /** A column that stands where others have the tenant. */
    static String noTenant() {
        return NONE + " AS tenant";
    }
}
