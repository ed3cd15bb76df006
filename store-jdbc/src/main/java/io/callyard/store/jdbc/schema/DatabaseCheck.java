package io.callyard.store.jdbc.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Whether a database and its settings are ones on which the store keeps its promises. */
final class DatabaseCheck {
    private DatabaseCheck() {}

    /**
     * Returns what would make the store break a promise, with the remedy for each. Logs what it can
     * live with. Changes nothing.
     */
    @SuppressWarnings("try") // the session only has to be closed
    static List<String> problems(Connection connection, Database database) throws SQLException {
        List<String> problems = new ArrayList<>();
        if (connection.isReadOnly()) {
            problems.add("The data source hands out read-only connections. Switch that off (HikariCP: readOnly).");
        }
        try (ReadCommitted session = ReadCommitted.transaction(connection)) {
            if (connection.getTransactionIsolation() != Connection.TRANSACTION_READ_COMMITTED) {
                problems.add("The data source does not let the store set READ COMMITTED, without which its limits"
                        + " do not hold. Do not fix the isolation of its connections.");
            }
            problems.addAll(
                    database.isPostgreSql() ? PostgreSqlCheck.problems(connection) : H2Check.problems(connection));
        }
        return problems;
    }
}
