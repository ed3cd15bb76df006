package io.callyard.store.jdbc.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Begins and ends a transaction on a connection that may be set to anything, and leaves it as it was.
 *
 * <p>PostgreSQL is told in words: they travel with the statements around them, where JDBC's own means cost a trip each.
 */
abstract class Bracket {
    final Connection connection;
    private final boolean autoCommit;

    private Bracket(Connection connection) throws SQLException {
        this.connection = connection;
        autoCommit = connection.getAutoCommit();
    }

    /** Takes a connection for one statement, which is a transaction by itself. */
    static Bracket ofOneStatement(Connection connection) throws SQLException {
        return new OfOneStatement(connection);
    }

    /** Takes a connection whose transaction is begun by the words of its first message. */
    static Bracket byFirstMessage(Connection connection) throws SQLException {
        return new ByWords(connection, "");
    }

    /** Takes a connection whose transaction is begun at once, by {@code words}. */
    static Bracket byWords(Connection connection, String words) throws SQLException {
        return new ByWords(connection, words);
    }

    /** Takes a connection that is told by JDBC's own means. */
    static Bracket byJdbc(Connection connection, int isolation) throws SQLException {
        return new ByJdbc(connection, isolation);
    }

    abstract void begin() throws SQLException;

    abstract void commit() throws SQLException;

    /** Gives the transaction up. A connection on which not even this works is given up too. */
    abstract void rollback();

    /** Leaves the connection as it was found. What was committed stays so, whatever becomes of the connection. */
    void leave() {
        try {
            setAutoCommit(autoCommit);
        } catch (SQLException e) {
            // The pool throws a broken connection away.
        }
    }

    void setAutoCommit(boolean value) throws SQLException {
        if (connection.getAutoCommit() != value) {
            connection.setAutoCommit(value);
        }
    }

    private static final class OfOneStatement extends Bracket {
        OfOneStatement(Connection connection) throws SQLException {
            super(connection);
        }

        @Override
        void begin() throws SQLException {
            setAutoCommit(true);
        }

        @Override
        void commit() {}

        @Override
        void rollback() {}
    }

    private static final class ByWords extends Bracket {
        private final String words;

        ByWords(Connection connection, String words) throws SQLException {
            super(connection);
            this.words = words;
        }

        @Override
        void begin() throws SQLException {
            setAutoCommit(true); // or the driver would begin too
            if (!words.isEmpty()) {
                say(words);
            }
        }

        @Override
        void commit() throws SQLException {
            say("COMMIT");
        }

        @Override
        void rollback() {
            try {
                say("ROLLBACK");
            } catch (SQLException e) {
                abort();
            }
        }

        /** Nobody may get it with a transaction in it that nobody knows of. */
        private void abort() {
            try {
                connection.abort(Runnable::run);
            } catch (SQLException e) {
                // What broke it is on its way to the caller.
            }
        }

        private void say(String sql) throws SQLException {
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }
    }

    private static final class ByJdbc extends Bracket {
        private final int isolation;
        private final int before;

        ByJdbc(Connection connection, int isolation) throws SQLException {
            super(connection);
            this.isolation = isolation;
            before = connection.getTransactionIsolation();
        }

        @Override
        void begin() throws SQLException {
            if (before != isolation) {
                connection.setTransactionIsolation(isolation);
            }
            setAutoCommit(false);
        }

        @Override
        void commit() throws SQLException {
            connection.commit();
        }

        @Override
        void rollback() {
            try {
                connection.rollback();
            } catch (SQLException e) {
                // What broke it is on its way to the caller, and the pool finds out itself.
            }
        }

        /** A failure behind the commit must not look like one before it: the work would be done twice. */
        @Override
        void leave() {
            try {
                if (before != isolation) {
                    connection.setTransactionIsolation(before);
                }
            } catch (SQLException e) {
                // The pool throws a broken connection away.
            }
            super.leave();
        }
    }
}
