package io.callyard.store.jdbc;

import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Audits the database that a store works on, and tells of what it finds.
 *
 * @param audit the audit
 * @param every how often
 * @param listener hears of each report with findings
 */
record PeriodicAudit(StoreAudit audit, Duration every, Consumer<AuditReport> listener) {
    private static final Logger log = LoggerFactory.getLogger(PeriodicAudit.class);

    void run() {
        AuditReport report;
        try {
            report = audit.run();
        } catch (RuntimeException e) {
            log.warn("the database could not be audited; trying again later", e);
            return;
        }
        if (!report.unchecked().isEmpty()) {
            log.warn("the audit of the database did not come to an end: {}", report.unchecked());
        }
        if (!report.findings().isEmpty()) {
            log.error("the database contradicts itself: {}", report.findings());
            try {
                listener.accept(report);
            } catch (RuntimeException e) {
                log.warn("a listener to the audit failed", e);
            }
        }
    }
}
