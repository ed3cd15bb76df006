package io.callyard.store.jdbc.schema;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the store asks of H2. */
final class H2Check {
    private static final Logger LOG = LoggerFactory.getLogger(H2Check.class);

    private static final int LEAST_LOCK_TIMEOUT_MILLIS = 1_000;

    /** Long enough that H2 does not keep it in its cache of values. */
    private static final String REUSE_PROBE = "SELECT REPEAT('x', 5000) || COUNT(*) FROM SYSTEM_RANGE(1, 1)";

    private H2Check() {}

    static List<String> problems(Connection connection) throws SQLException {
        List<String> problems = new ArrayList<>();
        DatabaseMetaData metaData = connection.getMetaData();
        version(metaData.getDatabaseMajorVersion(), metaData.getDatabaseMinorVersion(), problems);
        if (Sql.value(connection, "SELECT READONLY()").equals("TRUE")) {
            problems.add("The database is read-only. Remove ACCESS_MODE_DATA=r from the URL, and look whether the"
                    + " file may be written to.");
        }
        boolean inMemory = Sql.value(connection, "SELECT DATABASE_PATH()").isEmpty();
        if (!inMemory && !setting(connection, "WRITE_DELAY").equals("0")) {
            problems.add("A crash would lose calls that were accepted, since H2 writes them later."
                    + " Add ;WRITE_DELAY=0 to the URL.");
        }
        if (reusesResults(connection)) {
            problems.add("H2 answers repeated queries from old results, which has been wrong in several releases."
                    + " Add ;OPTIMIZE_REUSE_RESULTS=0 to the URL.");
        }
        int lockTimeout = Integer.parseInt(Sql.value(connection, "SELECT LOCK_TIMEOUT()"));
        if (lockTimeout < LEAST_LOCK_TIMEOUT_MILLIS) {
            problems.add("Transactions wait " + lockTimeout + " ms for each other, too short for a busy store."
                    + " Set ;LOCK_TIMEOUT=10000 in the URL, and at least " + LEAST_LOCK_TIMEOUT_MILLIS + ".");
        }
        if (Sql.value(connection, "SELECT LOCK_MODE()").equals("0")) {
            problems.add("LOCK_MODE is 0: transactions do not lock. Remove it from the URL.");
        }
        if (inMemory && !setting(connection, "DB_CLOSE_DELAY").equals("-1")) {
            LOG.warn("All calls are gone when the last connection to this H2 database in memory is closed."
                    + " Add ;DB_CLOSE_DELAY=-1 to the URL.");
        }
        return problems;
    }

    static void version(int major, int minor, List<String> problems) {
        if (major < 2 || (major == 2 && minor < 3)) {
            problems.add("H2 " + major + "." + minor + " is too old: the store needs 2.3 or later.");
        }
    }

    /**
     * H2 does not tell this setting. Yet when it takes a result from before, the text in it is the same
     * object; a result that was worked out again has a text of its own. Over a network there are always
     * two, and the question stays open.
     */
    @SuppressWarnings("ReferenceEquality")
    private static boolean reusesResults(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(REUSE_PROBE)) {
            String first = text(statement);
            return first == text(statement);
        }
    }

    private static String text(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static String setting(Connection connection, String name) throws SQLException {
        return Sql.value(
                connection, "SELECT setting_value FROM information_schema.settings WHERE setting_name = ?", name);
    }
}
