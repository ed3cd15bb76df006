package io.callyard.store.jdbc.audit;

import java.util.List;

/** The invariants about what stands on the tenants' floors. */
final class FloorChecks {
    static final List<Check> ALL = List.of(
            new Check(
                    "caller-place",
                    "SELECT tenant, id AS caller, state, in_line, left_at, promised_by FROM {caller}"
                            + " WHERE in_line <> (state IN ('WAITING', 'OFFERED'))"
                            + " OR (left_at IS NOT NULL) <> (state = 'ENDED')"
                            + " OR left_at IS NOT NULL AND (promised_by IS NOT NULL OR attention_at IS NOT NULL)"),
            new Check(
                    "caller-offer",
                    "SELECT c.tenant, c.id AS caller, c.state FROM {caller} c WHERE c.state = 'OFFERED'"
                            + " AND NOT EXISTS (SELECT 1 FROM {offer} o WHERE o.caller = c.id"
                            + " AND o.tenant = c.tenant AND o.over_at IS NULL)"),
            new Check(
                    "offer-caller",
                    "SELECT o.tenant, o.id AS offer, o.state, c.id AS caller, c.state AS caller_state FROM {offer} o"
                            + " LEFT JOIN {caller} c ON c.id = o.caller AND c.tenant = o.tenant"
                            + " WHERE o.over_at IS NULL AND (c.id IS NULL OR c.state = 'ENDED')"),
            new Check(
                    "offers-at-once",
                    "SELECT tenant, caller, count(*) AS open_offers FROM {offer} WHERE over_at IS NULL"
                            + " GROUP BY tenant, caller HAVING count(*) > 1"),
            new Check(
                    "offer-watched",
                    "SELECT tenant, id AS offer, state, over_at, attention_at FROM {offer}"
                            + " WHERE (state IN ('OPEN', 'ACCEPTED')) <> (over_at IS NULL)"
                            + " OR (over_at IS NULL) <> (attention_at IS NOT NULL)"),
            overdue("caller-overdue", "{caller}", "caller"),
            overdue("agent-overdue", "{agent}", "agent"),
            overdue("offer-overdue", "{offer}", "offer"));

    private FloorChecks() {}

    private static Check overdue(String invariant, String table, String what) {
        return new Check(
                invariant,
                "SELECT tenant, id AS " + what + ", attention_at, (CAST(:now AS bigint) - attention_at) / 1000000"
                        + " AS seconds_ago FROM " + table + " WHERE attention_at < CAST(:now AS bigint) - "
                        + Checks.GRACE);
    }
}
