package io.callyard.store.jdbc.floor;

import io.callyard.model.TenantId;
import io.callyard.store.jdbc.sql.Session;
import io.callyard.store.jdbc.sql.Statements;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** On which floors time does something. */
final class DueFloors {
    private static final List<String> TABLES = List.of("{caller}", "{agent}", "{offer}");

    private static final String DUE = "SELECT tenant FROM ("
            + each(table -> "SELECT tenant, attention_at FROM " + table + " WHERE attention_at >= :ever"
                    + " AND attention_at <= " + Statements.NOW)
            + ") due GROUP BY tenant ORDER BY min(attention_at), tenant LIMIT :max";

    private static final String UNTIL = "SELECT min(attention_at) - " + Statements.NOW + " FROM ("
            + each(table -> "(SELECT attention_at FROM " + table + " WHERE attention_at >= :ever"
                    + " ORDER BY attention_at LIMIT 1)")
            + ") first";

    private interface OfTable {
        String sql(String table);
    }

    private DueFloors() {}

    private static String each(OfTable part) {
        return TABLES.stream().map(part::sql).collect(Collectors.joining(" UNION ALL "));
    }

    /** Returns the tenants for whom it has come, the longest overdue first. */
    static List<TenantId> list(Session session, int max) {
        return session.timed(DUE)
                .bind("ever", Columns.EVER)
                .bind("max", max)
                .map((row, context) -> new TenantId(row.getString(1)))
                .list();
    }

    /** Returns how long until it comes for the first of them; empty if it never does. */
    static Optional<Duration> untilNext(Session session) {
        return session.timed(UNTIL)
                .bind("ever", Columns.EVER)
                .map((row, context) -> Optional.ofNullable(row.getObject(1, Long.class)))
                .one()
                .map(micros -> Duration.of(Math.max(0, micros), ChronoUnit.MICROS));
    }
}
