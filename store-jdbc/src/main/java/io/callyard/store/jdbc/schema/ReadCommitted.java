package io.callyard.store.jdbc.schema;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * A time at READ COMMITTED on a connection that is not ours: what the pool or the application had set
 * is put back at the end, and what was not committed is undone.
 */
final class ReadCommitted implements AutoCloseable {
    private final Connection connection;
    private final boolean autoCommit;
    private final int isolation;

    private ReadCommitted(Connection connection, boolean autoCommit, int isolation) {
        this.connection = connection;
        this.autoCommit = autoCommit;
        this.isolation = isolation;
    }

    /** Begins a session that ends with each statement. */
    static ReadCommitted statements(Connection connection) throws SQLException {
        boolean autoCommit = connection.getAutoCommit();
        if (!autoCommit) {
            // Isolation cannot be changed within a transaction, and asking for it may have begun one.
            connection.rollback();
            connection.setAutoCommit(true);
        }
        ReadCommitted session = new ReadCommitted(connection, autoCommit, connection.getTransactionIsolation());
        if (session.isolation != Connection.TRANSACTION_READ_COMMITTED) {
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        }
        return session;
    }

    /** Begins a session that is one transaction. */
    static ReadCommitted transaction(Connection connection) throws SQLException {
        ReadCommitted session = statements(connection);
        connection.setAutoCommit(false);
        return session;
    }

    @Override
    public void close() throws SQLException {
        if (!connection.getAutoCommit()) {
            connection.rollback();
            connection.setAutoCommit(true);
        }
        if (isolation != Connection.TRANSACTION_READ_COMMITTED) {
            connection.setTransactionIsolation(isolation);
        }
        connection.setAutoCommit(autoCommit);
    }
}
