package io.callyard.benchmarks.database;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * The plain way to a position: count those before, on a narrow queue of calls that is otherwise as
 * {@link HandWrittenQueue}. Calls are known by their number, from 0 in the order of arrival.
 */
final class Positions implements AutoCloseable {
    /** How many priorities the calls have, in turn. */
    static final int PRIORITIES = 10;

    private final HikariDataSource pool;

    Positions(Database database, int queued) throws SQLException {
        database.run(
                """
                CREATE TABLE call (
                    id bigint PRIMARY KEY,
                    tenant int NOT NULL,
                    priority smallint NOT NULL,
                    rank smallint NOT NULL,
                    position bigint NOT NULL,
                    status smallint NOT NULL,
                    data text
                ) WITH (fillfactor = 70)""",
                "CREATE INDEX call_queued ON call (tenant, priority DESC, position) WHERE status = 0",
                "CREATE INDEX call_ranked ON call (tenant, rank, position) WHERE status = 0",
                """
                INSERT INTO call SELECT n, 1, n %% %1$d, -n %% %1$d, n, 0, repeat('x', 200)
                FROM generate_series(0, %2$d) n""".formatted(PRIORITIES, queued - 1));
        database.settle();
        pool = database.pool(1);
    }

    /** As it is usually written. */
    long countedWithOr(int call) throws SQLException {
        int priority = call % PRIORITIES;
        return ask("""
                SELECT 1 + count(*) FROM call WHERE tenant = 1 AND status = 0
                    AND (priority > ? OR priority = ? AND position < ?)""", priority, priority, call);
    }

    /** By a comparison of rows, which an index whose columns all ascend can end at. */
    long countedByRows(int call) throws SQLException {
        String sql = "SELECT 1 + count(*) FROM call WHERE tenant = 1 AND status = 0 AND (rank, position) < (?, ?)";
        return ask(sql, -(call % PRIORITIES), call);
    }

    private long ask(String sql, int... values) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setInt(i + 1, values[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
