package io.callyard.store.jdbc.sql;

import io.callyard.spi.store.StoreUnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Handles;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * Runs transactions.
 *
 * <p>Every transaction is READ COMMITTED, whatever the pool's connections are by default: under a
 * snapshot taken before a lock was had, limits would be counted from the past. Locks and statements
 * have time limits, so that a node that hangs keeps nobody out for long.
 *
 * <p><b>Threads.</b> Safe for many; each transaction has one connection and never asks for a second.
 */
public final class Transactions {
    private static final int TRIES = 6;

    private static final int READ_COMMITTED = Connection.TRANSACTION_READ_COMMITTED;

    private final Jdbi jdbi;
    private final Statements statements;
    private final String prelude;
    private final ReentrantLock writing = new ReentrantLock();
    private volatile boolean toldAlways;

    /** Runs transactions on connections of {@code dataSource}. */
    public Transactions(DataSource dataSource, Statements statements) {
        jdbi = Jdbi.create(dataSource);
        // Transactions are begun and ended here, not by Jdbi.
        jdbi.getConfig(Handles.class).setForceEndTransactions(false);
        this.statements = statements;
        prelude = statements.dialect().prelude();
        toldAlways = statements.dialect().settings("0").isEmpty();
    }

    /**
     * Runs a change: all of it or nothing.
     *
     * @param work may run several times; has no effect but on the session
     * @throws StoreUnavailableException if it did not come to an end; whether it took effect is unknown
     */
    public <T> T change(Function<Session, T> work) {
        return change(work, true);
    }

    /**
     * The same for work whose first statement brings the {@linkplain Dialect#settings(String) settings} along: one
     * message less.
     */
    public <T> T changeLocked(Function<Session, T> work) {
        try {
            return change(work, toldAlways);
        } catch (WrongIsolationException e) {
            // The pool's connections are set to something else. From now on each transaction is told.
            toldAlways = true;
            return change(work, true);
        }
    }

    private <T> T change(Function<Session, T> work, boolean told) {
        for (int tried = 1; ; tried++) {
            try {
                return once(work, told);
            } catch (SQLException e) {
                if (tried >= TRIES || !Failures.isWorthRepeating(e)) {
                    throw Failures.unavailable(e);
                }
            }
        }
    }

    /** Runs a query of one statement. */
    public <T> T read(Function<Session, T> work) {
        for (int tried = 1; ; tried++) {
            try {
                return reading(work);
            } catch (SQLException e) {
                if (tried >= TRIES || !Failures.isWorthRepeating(e)) {
                    throw Failures.unavailable(e);
                }
            }
        }
    }

    private <T> T reading(Function<Session, T> work) throws SQLException {
        Handle handle = open();
        try {
            Connection connection = handle.getConnection();
            boolean autoCommit = connection.getAutoCommit();
            if (!autoCommit) {
                connection.setAutoCommit(true);
            }
            try {
                return inSession(new Session(handle, statements, false), work);
            } finally {
                restore(connection, autoCommit);
            }
        } finally {
            close(handle);
        }
    }

    /** Runs queries that all see the same instant. */
    public <T> T snapshot(Function<Session, T> work) {
        for (int tried = 1; ; tried++) {
            try {
                return atOneInstant(work);
            } catch (SQLException e) {
                if (tried >= TRIES || !Failures.isWorthRepeating(e)) {
                    throw Failures.unavailable(e);
                }
            }
        }
    }

    private <T> T atOneInstant(Function<Session, T> work) throws SQLException {
        Handle handle = open();
        try {
            Connection connection = handle.getConnection();
            boolean autoCommit = connection.getAutoCommit();
            String first = statements.dialect().snapshot();
            int isolation = first.isEmpty() ? connection.getTransactionIsolation() : READ_COMMITTED;
            try {
                if (first.isEmpty()) {
                    // Its repeatable read lets new rows appear.
                    connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
                }
                connection.setAutoCommit(false);
                if (!first.isEmpty()) {
                    execute(connection, first);
                }
                T answer = inSession(new Session(handle, statements, false), work);
                connection.commit();
                return answer;
            } finally {
                rollback(connection);
                if (first.isEmpty()) {
                    isolateAgain(connection, isolation);
                }
                restore(connection, autoCommit);
            }
        } finally {
            close(handle);
        }
    }

    /** Runs a part of a transaction that somebody else began and will end. */
    public <T> T within(Connection connection, Function<Session, T> work) {
        try (Handle handle = Jdbi.create(connection).open()) {
            return inSession(new Session(handle, statements, false), work);
        } catch (SQLException e) {
            throw Failures.unavailable(e);
        }
    }

    /** Returns whether a lock was not to be had in time; then nothing was done. */
    public boolean isLocked(StoreUnavailableException failure) {
        return failure.getCause() instanceof SQLException && Failures.isLocked((SQLException) failure.getCause());
    }

    /** Returns whether a failure came from what one statement was given, so that other work need not fail with it. */
    public boolean isOneStepsFault(StoreUnavailableException failure) {
        return failure.getCause() instanceof SQLException
                && Failures.isOneStatementsFault((SQLException) failure.getCause());
    }

    private <T> T once(Function<Session, T> work, boolean told) throws SQLException {
        if (!statements.dialect().writesOneByOne()) {
            return alone(work, told);
        }
        writing.lock();
        try {
            return alone(work, told);
        } finally {
            writing.unlock();
        }
    }

    private <T> T alone(Function<Session, T> work, boolean told) throws SQLException {
        Handle handle = open();
        try {
            Connection connection = handle.getConnection();
            boolean autoCommit = connection.getAutoCommit();
            int isolation = READ_COMMITTED;
            boolean committed = false;
            try {
                if (prelude.isEmpty()) {
                    isolation = connection.getTransactionIsolation();
                    isolate(connection, READ_COMMITTED);
                }
                connection.setAutoCommit(false);
                if (told) {
                    begin(connection);
                }
                Session session = new Session(handle, statements, true);
                T answer = inSession(session, work);
                if (!session.isCommitted()) {
                    connection.commit();
                }
                committed = true;
                return answer;
            } finally {
                if (!committed) {
                    rollback(connection);
                }
                if (prelude.isEmpty()) {
                    isolateAgain(connection, isolation);
                }
                restore(connection, autoCommit);
            }
        } finally {
            close(handle);
        }
    }

    private void begin(Connection connection) throws SQLException {
        if (!prelude.isEmpty()) {
            execute(connection, prelude);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Handle open() throws SQLException {
        try {
            return jdbi.open();
        } catch (JdbiException e) {
            throw Failures.sqlCause(e);
        }
    }

    private static <T> T inSession(Session session, Function<Session, T> work) throws SQLException {
        try {
            return work.apply(session);
        } catch (JdbiException e) {
            throw Failures.sqlCause(e);
        }
    }

    private static void isolate(Connection connection, int isolation) throws SQLException {
        if (isolation != READ_COMMITTED || connection.getTransactionIsolation() != READ_COMMITTED) {
            connection.setTransactionIsolation(isolation);
        }
    }

    /** A connection on which not even this works is broken, and the pool finds that out itself. */
    private static void rollback(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            // What broke it is on its way to the caller.
        }
    }

    /** A failure behind the commit must not look like one before it: the work would be done twice. */
    private static void isolateAgain(Connection connection, int isolation) {
        try {
            isolate(connection, isolation);
        } catch (SQLException e) {
            // The pool throws a broken connection away.
        }
    }

    /** What was committed stays so, whatever becomes of the connection. */
    private static void close(Handle handle) {
        try {
            handle.close();
        } catch (JdbiException e) {
            // The pool throws a broken connection away.
        }
    }

    private static void restore(Connection connection, boolean autoCommit) {
        try {
            if (connection.getAutoCommit() != autoCommit) {
                connection.setAutoCommit(autoCommit);
            }
        } catch (SQLException e) {
            // The pool throws a broken connection away.
        }
    }
}
