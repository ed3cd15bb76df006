package io.callyard.store.jdbc.schema;

import io.callyard.store.jdbc.StoreSetupException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Makes the store's tables and brings older ones up to date.
 *
 * <p><b>Threads.</b> Any number of threads, JVMs and nodes may migrate one database at once. On
 * PostgreSQL all is one transaction behind an advisory lock. H2 commits at each statement that makes
 * something, so its scripts can be repeated, and a migration is recorded when its last statement is
 * done.
 */
final class Migrator {
    /** Two sessions that make one index at the same moment confuse H2, whatever IF NOT EXISTS says. */
    private static final Object ONE_AT_A_TIME_ON_H2 = new Object();

    /**
     * A user's own limits would end the wait for another node or a long migration; none at all would
     * let one frozen node hold up every other.
     */
    private static final List<String> LIMITS = List.of(
            "SET LOCAL statement_timeout = 0",
            "SET LOCAL lock_timeout = '60s'",
            "SET LOCAL idle_in_transaction_session_timeout = '60s'");

    /** The same for every name of one schema, so that nodes which leave it out wait for those which do not. */
    private static final String LOCK = "SELECT pg_advisory_xact_lock(hashtextextended("
            + "'callyard:' || coalesce(?, current_schema(), '') || '.' || ?, 0))";

    private final Naming naming;
    private final VersionTable versions;
    private final List<Script> scripts;
    private final Verifier verifier;

    Migrator(Naming naming, Database database) {
        this(naming, database.folder());
    }

    /** @param folder with the scripts and their index, relative to this package */
    Migrator(Naming naming, String folder) {
        this.naming = naming;
        this.versions = new VersionTable(naming);
        this.scripts = Scripts.in(folder);
        this.verifier = new Verifier(naming, scripts);
    }

    /**
     * Applies what is missing, then {@linkplain #verify verifies}.
     *
     * @throws StoreSetupException if that cannot be done on this database
     * @throws SQLException if the database went away; it can be tried again
     */
    @SuppressWarnings("try") // the session only has to be closed
    void migrate(Connection connection, Database database) throws SQLException {
        if (database.isPostgreSql()) {
            try (ReadCommitted session = ReadCommitted.transaction(connection)) {
                for (String limit : LIMITS) {
                    Sql.run(connection, limit);
                }
                attempt("wait for another node that migrates", () -> lock(connection));
                apply(connection, database);
                connection.commit();
            }
        } else {
            synchronized (ONE_AT_A_TIME_ON_H2) {
                try (ReadCommitted session = ReadCommitted.statements(connection)) {
                    apply(connection, database);
                }
            }
        }
        verify(connection, database);
    }

    /**
     * Changes nothing.
     *
     * @throws StoreSetupException if something is missing or different
     */
    void verify(Connection connection, Database database) throws SQLException {
        List<String> problems = problems(connection, database);
        if (!problems.isEmpty()) {
            throw new StoreSetupException(problems);
        }
    }

    /** Returns what {@link #verify} would complain about. */
    @SuppressWarnings("try")
    List<String> problems(Connection connection, Database database) throws SQLException {
        try (ReadCommitted session = ReadCommitted.transaction(connection)) {
            return verifier.problems(connection, database);
        }
    }

    private void lock(Connection connection) throws SQLException {
        Sql.list(connection, LOCK, naming.schema(), naming.prefix());
    }

    private void apply(Connection connection, Database database) throws SQLException {
        makeVersionTable(connection, new Tables(connection, database, naming), database);
        Map<Integer, String> applied = versions.applied(connection);
        List<String> changed = verifier.changed(applied);
        if (!changed.isEmpty()) {
            throw new StoreSetupException(changed);
        }
        for (Script script : scripts) {
            if (!applied.containsKey(script.version())) {
                for (String statement : statements(script)) {
                    attempt("apply " + script, () -> run(connection, database, statement));
                }
            }
        }
    }

    /** Asks before it makes anything: whoever may not make it may still use what is there. */
    private void makeVersionTable(Connection connection, Tables tables, Database database) throws SQLException {
        String schema = naming.schema();
        if (schema != null && !tables.hasSchema(schema)) {
            attempt(
                    "make the schema " + schema,
                    () -> run(connection, database, "CREATE SCHEMA IF NOT EXISTS " + schema));
        }
        if (!tables.has(VersionTable.NAME)) {
            attempt(
                    "make the table " + naming.table(VersionTable.NAME),
                    () -> run(connection, database, versions.create()));
        }
    }

    private List<String> statements(Script script) {
        List<String> statements = new ArrayList<>();
        script.statements().forEach(statement -> statements.add(naming.expand(statement)));
        statements.add(versions.insert(script));
        return statements;
    }

    private static void run(Connection connection, Database database, String statement) throws SQLException {
        if (database.isPostgreSql()) {
            Sql.run(connection, statement);
            return;
        }
        try {
            Sql.run(connection, statement);
        } catch (SQLException first) {
            if (Outages.isTransient(first)) {
                throw first;
            }
            // Another JVM on the same server, or another class loader, may have made it at the same moment.
            try {
                Sql.run(connection, statement);
            } catch (SQLException second) {
                if (!statement.startsWith("INSERT") || !"23505".equals(second.getSQLState())) {
                    throw first;
                }
            }
        }
    }

    private static void attempt(String what, Step step) throws SQLException {
        try {
            step.run();
        } catch (SQLException e) {
            if (Outages.isTransient(e)) {
                throw e;
            }
            throw new StoreSetupException(List.of("Could not " + what + ": " + e.getMessage() + remedy(e)), e);
        }
    }

    private static String remedy(SQLException failure) {
        String state = failure.getSQLState();
        return switch (state == null ? "" : state) {
            case "42501", "90040", "90096" ->
                "\n   The database user lacks the right to do so. GRANT it (on PostgreSQL: CREATE on the schema),"
                        + " or let a DBA run what JdbcStore.ddl prints and open the store with MigrationMode.VERIFY.";
            case "42P07", "42S01" ->
                "\n   The tables are there, but not recorded as this store's. Use another prefix, or"
                        + " MigrationMode.NONE if another tool makes the tables.";
            case "55P03" -> "\n   Another node or an open transaction has kept its locks for a minute.";
            default -> "";
        };
    }

    @FunctionalInterface
    private interface Step {
        void run() throws SQLException;
    }
}
