package io.callyard.store.jdbc;

import java.time.Instant;
import java.util.List;

/**
 * What an audit of a database has found.
 *
 * @param at the instant at which the database was looked at, by its own clock
 * @param findings the contradictions; of each invariant 100 at most
 * @param unchecked the invariants of which nothing is known, each with the reason: looking took too long,
 *     or the database refused
 */
public record AuditReport(Instant at, List<Finding> findings, List<String> unchecked) {
    public AuditReport {
        findings = List.copyOf(findings);
        unchecked = List.copyOf(unchecked);
    }

    /** Returns whether all was looked at and nothing was found. */
    public boolean isClean() {
        return findings.isEmpty() && unchecked.isEmpty();
    }
}
