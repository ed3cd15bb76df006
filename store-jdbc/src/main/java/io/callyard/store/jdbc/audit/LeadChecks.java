package io.callyard.store.jdbc.audit;

import java.util.List;

/** The invariants about leads. */
final class LeadChecks {
    static final List<Check> ALL = List.of(
            new Check(
                    "lead-mark",
                    "SELECT tenant, id AS lead, dialed, call_id, dialed_at FROM {lead}"
                            + " WHERE dialed <> (call_id IS NOT NULL) OR dialed <> (dialed_at IS NOT NULL)"),
            new Check(
                    "lead-place",
                    "SELECT l.tenant, l.id AS lead, l.position, t.event_seq FROM {lead} l"
                            + " LEFT JOIN {tenant} t ON t.id = l.tenant"
                            + " WHERE t.id IS NULL OR l.position > t.event_seq"),
            new Check(
                    "lead-call",
                    "SELECT l.tenant, l.id AS lead, l.call_id, COALESCE(c.id, p.id) AS keyed_call FROM {lead} l"
                            + " LEFT JOIN {call} c ON c.tenant = l.tenant AND c.lane = 'L'"
                            + " AND c.idem_key = 'lead:' || l.id"
                            + " LEFT JOIN {past} p ON p.tenant = l.tenant AND p.lane = 'L'"
                            + " AND p.idem_key = 'lead:' || l.id"
                            + " WHERE l.dialed AND (c.id IS NULL AND p.id IS NULL"
                            + " OR COALESCE(c.id, p.id) <> l.call_id)"));

    private LeadChecks() {}
}
