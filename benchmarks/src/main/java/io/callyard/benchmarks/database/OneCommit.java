package io.callyard.benchmarks.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * The yardstick of what has to be durable: a transaction that adds one small row, on a connection that is open, and
 * returns when the disk has it. Once as JDBC does it, the statement and then its commit, two round trips; and once as a
 * single statement that commits by itself. The two take turns.
 *
 * <p><b>Threads.</b> One at a time.
 */
final class OneCommit implements AutoCloseable {
    private final SplittableRandom random = new SplittableRandom(7);
    private final Connection connection;
    private final PreparedStatement insert;
    private long rows;

    OneCommit(Database database) throws SQLException {
        database.run("CREATE TABLE one_commit (id bigint PRIMARY KEY, word text NOT NULL)");
        connection = DriverManager.getConnection(database.url());
        insert = connection.prepareStatement("INSERT INTO one_commit VALUES (?, 'a small row')");
    }

    /**
     * What was measured, in milliseconds.
     *
     * @param transactions statement and commit
     * @param statements a statement that commits by itself
     */
    record Times(Samples transactions, Samples statements) {
        Times() {
            this(new Samples(), new Samples());
        }
    }

    /** Commits once of each kind, after pauses of random length. */
    void measure(Times times, int longestPauseMillis) throws SQLException {
        pause(longestPauseMillis);
        times.transactions().add(transaction());
        pause(longestPauseMillis);
        times.statements().add(statement());
    }

    private void pause(int longestMillis) {
        LockSupport.parkNanos(random.nextLong(longestMillis * 1_000_000L));
    }

    private double transaction() throws SQLException {
        connection.setAutoCommit(false);
        insert.setLong(1, ++rows);
        long began = System.nanoTime();
        insert.executeUpdate();
        connection.commit();
        return (System.nanoTime() - began) / 1e6;
    }

    private double statement() throws SQLException {
        connection.setAutoCommit(true);
        insert.setLong(1, ++rows);
        long began = System.nanoTime();
        insert.executeUpdate();
        return (System.nanoTime() - began) / 1e6;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
