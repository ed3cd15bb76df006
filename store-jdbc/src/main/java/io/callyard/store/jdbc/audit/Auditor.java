package io.callyard.store.jdbc.audit;

import io.callyard.store.jdbc.AuditReport;
import io.callyard.store.jdbc.Finding;
import io.callyard.store.jdbc.codec.Micros;
import io.callyard.store.jdbc.schema.Database;
import io.callyard.store.jdbc.schema.Naming;
import io.callyard.store.jdbc.sql.Dialect;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * Runs the checks on one connection: all see the same instant, and nothing can be changed.
 *
 * <p><b>Threads.</b> Safe for many.
 */
public final class Auditor {
    private static final int MOST_FINDINGS = 100;
    private static final int SECONDS_PER_CHECK = 60;

    private final Naming naming;
    private final @Nullable InstantSource clock;

    /**
     * Audits the tables of that name.
     *
     * @param clock stands in for the database's clock; null: the database's own
     */
    public Auditor(Naming naming, @Nullable InstantSource clock) {
        this.naming = naming;
        this.clock = clock;
    }

    /** Audits. The connection gets back the settings it had. */
    public AuditReport run(Connection connection) throws SQLException {
        Database database = Database.of(connection);
        boolean autoCommit = connection.getAutoCommit();
        boolean readOnly = connection.isReadOnly();
        int isolation = connection.getTransactionIsolation();
        try {
            connection.setAutoCommit(true);
            connection.setReadOnly(true);
            // H2's repeatable read lets new rows appear.
            connection.setTransactionIsolation(
                    database.isPostgreSql()
                            ? Connection.TRANSACTION_REPEATABLE_READ
                            : Connection.TRANSACTION_SERIALIZABLE);
            connection.setAutoCommit(false);
            return run(connection, database);
        } finally {
            restore(connection, autoCommit, readOnly, isolation);
        }
    }

    private AuditReport run(Connection connection, Database database) throws SQLException {
        try (Handle handle = Jdbi.create(connection).open()) {
            long now = now(handle, database);
            List<Finding> findings = new ArrayList<>();
            List<String> unchecked = new ArrayList<>();
            for (Check check : Checks.all(database.isPostgreSql() ? JsonNumber.POSTGRESQL : JsonNumber.H2)) {
                Savepoint before = connection.setSavepoint();
                try {
                    findings.addAll(run(handle, check, now));
                    connection.releaseSavepoint(before);
                } catch (JdbiException e) {
                    // If not even this works the connection is lost, and the audit with it.
                    connection.rollback(before);
                    unchecked.add(check.invariant() + ": " + reason(e));
                }
            }
            return new AuditReport(Micros.toInstant(now), findings, unchecked);
        }
    }

    private long now(Handle handle, Database database) {
        long theirs = handle.createQuery("SELECT " + Dialect.of(database).clock())
                .mapTo(Long.class)
                .one();
        return clock == null ? theirs : Micros.of(clock.instant());
    }

    private List<Finding> run(Handle handle, Check check, long now) {
        Query query = handle.createQuery("SELECT * FROM (" + naming.expand(check.sql()) + ") findings LIMIT :most")
                .setQueryTimeout(SECONDS_PER_CHECK)
                .bind("most", MOST_FINDINGS);
        if (check.sql().contains(":now")) {
            query.bind("now", now);
        }
        return query.map((row, context) -> finding(check.invariant(), row)).list();
    }

    private static Finding finding(String invariant, ResultSet row) throws SQLException {
        ResultSetMetaData columns = row.getMetaData();
        StringBuilder detail = new StringBuilder();
        for (int i = 2; i <= columns.getColumnCount(); i++) {
            detail.append(detail.length() == 0 ? "" : ", ")
                    .append(columns.getColumnLabel(i).toLowerCase(Locale.ROOT))
                    .append('=')
                    .append(row.getString(i));
        }
        return new Finding(invariant, row.getString(1), detail.toString());
    }

    private static String reason(JdbiException failure) {
        return failure.getCause() instanceof SQLException
                ? String.valueOf(failure.getCause().getMessage())
                : String.valueOf(failure.getMessage());
    }

    /** On a connection that is broken none of this works, and the pool throws it away. */
    private static void restore(Connection connection, boolean autoCommit, boolean readOnly, int isolation) {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
            connection.setReadOnly(readOnly);
            connection.setTransactionIsolation(isolation);
            connection.setAutoCommit(autoCommit);
        } catch (SQLException e) {
            // What broke it is on its way to the caller.
        }
    }
}
