package io.callyard.store.jdbc.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the store asks of PostgreSQL. */
final class PostgreSqlCheck {
    private static final Logger LOG = LoggerFactory.getLogger(PostgreSqlCheck.class);

    private static final int OLDEST = 13;

    private PostgreSqlCheck() {}

    static List<String> problems(Connection connection) throws SQLException {
        List<String> problems = new ArrayList<>();
        version(connection.getMetaData().getDatabaseMajorVersion(), problems);
        if (Sql.value(connection, "SELECT pg_is_in_recovery()").equals("t")) {
            problems.add("This server is a replica (pg_is_in_recovery). The store decides by what it reads:"
                    + " connect it to the primary (pgjdbc: targetServerType=primary).");
        } else if (setting(connection, "transaction_read_only").equals("on")) {
            problems.add("Transactions are read-only. SET default_transaction_read_only = off for this user or"
                    + " database, and look why it was on.");
        }
        if (setting(connection, "synchronous_commit").equals("off")) {
            problems.add("synchronous_commit is off: a crash of the server would lose calls that were accepted."
                    + " SET synchronous_commit = on for this user or database.");
        }
        String encoding = setting(connection, "server_encoding");
        if (!encoding.equals("UTF8")) {
            problems.add("The database keeps text as " + encoding + ". Make one with ENCODING 'UTF8'.");
        }
        if (connection.getNetworkTimeout() == 0) {
            LOG.warn("The PostgreSQL driver waits for ever for an answer that was lost on its way."
                    + " Set socketTimeout (in seconds, for example 30) in the URL or the data source.");
        }
        return problems;
    }

    static void version(int major, List<String> problems) {
        if (major < OLDEST) {
            problems.add("PostgreSQL " + major + " is too old: the store needs " + OLDEST + " or later.");
        }
    }

    private static String setting(Connection connection, String name) throws SQLException {
        return Sql.value(connection, "SELECT current_setting(?)", name);
    }
}
