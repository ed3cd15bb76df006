package io.callyard.store.jdbc.audit;

import java.util.List;

/** The invariants about the tenants' logs, as far back as these reach. */
final class EventChecks {
    /** The id of the call that an event is about: it begins the payload. */
    private static final String CALL = "SUBSTRING(e.payload FROM 16 FOR 36)";

    static final List<Check> ALL = List.of(
            new Check(
                    "event-numbers",
                    "SELECT t.id, t.event_seq, n.oldest, n.newest, n.events FROM {tenant} t LEFT JOIN"
                            + " (SELECT tenant, min(seq) AS oldest, max(seq) AS newest, count(*) AS events"
                            + " FROM {event} GROUP BY tenant) n ON n.tenant = t.id"
                            + " WHERE t.event_seq <> COALESCE(n.newest, 0) OR n.events <> n.newest - n.oldest + 1"),
            new Check(
                    "one-end",
                    "SELECT e.tenant, " + CALL + " AS call, count(*) AS ends FROM {event} e"
                            + " WHERE e.type = 'call_ended' GROUP BY e.tenant, " + CALL + " HAVING count(*) > 1"),
            new Check(
                    "end-of-an-open-call",
                    "SELECT e.tenant, c.id AS call, c.state, e.seq FROM {event} e"
                            + " JOIN {call} c ON c.id = CAST(" + CALL + " AS uuid)"
                            + " WHERE e.type = 'call_ended' AND c.phase < 3"),
            new Check(
                    "end-without-event",
                    "SELECT c.tenant, c.id AS call FROM {call} c"
                            + " JOIN (SELECT tenant, min(at) AS since, min(seq) AS oldest FROM {event} GROUP BY tenant) k"
                            + " ON k.tenant = c.tenant WHERE c.phase = 3 AND (c.created_at > k.since OR k.oldest = 1)"
                            + " EXCEPT SELECT e.tenant, CAST(" + CALL + " AS uuid) FROM {event} e"
                            + " WHERE e.type = 'call_ended'"));

    private EventChecks() {}
}
