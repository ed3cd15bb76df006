package io.callyard.store.jdbc.sql;

import io.callyard.spi.store.StoreUnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
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

    private final Jdbi jdbi;
    private final Statements statements;
    private final Dialect dialect;
    private final ReentrantLock writing = new ReentrantLock();

    /** Runs transactions on connections of {@code dataSource}. */
    public Transactions(DataSource dataSource, Statements statements) {
        jdbi = Jdbi.create(dataSource);
        // Transactions are begun and ended here, not by Jdbi.
        jdbi.getConfig(Handles.class).setForceEndTransactions(false);
        this.statements = statements;
        dialect = statements.dialect();
    }

    /**
     * Runs a change: all of it or nothing.
     *
     * @param work may run several times; has no effect but on the session
     * @throws StoreUnavailableException if it did not come to an end; whether it took effect is unknown
     */
    public <T> T change(Function<Session, T> work) {
        return change(work, dialect.prelude());
    }

    /**
     * The same for work that begins with a {@linkplain Session#message(String) message that begins the transaction}:
     * one trip less.
     */
    public <T> T changeByMessages(Function<Session, T> work) {
        return change(work, "");
    }

    private <T> T change(Function<Session, T> work, String prelude) {
        return repeated(() -> once(work, prelude));
    }

    /** Runs a query of one statement. */
    public <T> T read(Function<Session, T> work) {
        return repeated(() -> onConnection(handle -> inBracket(
                Bracket.ofOneStatement(handle.getConnection()),
                new Session(handle, statements, Session.Role.READER),
                work)));
    }

    /**
     * Runs a query of one statement, and answers when all that it has seen is certain to be there after the death of this
     * process: H2 shows a commit to others before it has written it, even if it is told to write at once.
     */
    public <T> T readSettled(Function<Session, T> work) {
        T seen = read(work);
        if (!dialect.writesOneByOne()) {
            return seen;
        }
        // Whoever was committing at that time has been answered.
        writing.lock();
        try {
            return seen;
        } finally {
            writing.unlock();
        }
    }

    /** Runs queries that all see the same instant. */
    public <T> T snapshot(Function<Session, T> work) {
        String words = dialect.snapshot();
        return repeated(() -> onConnection(handle -> inBracket(
                words.isEmpty()
                        // H2's repeatable read lets new rows appear.
                        ? Bracket.byJdbc(handle.getConnection(), Connection.TRANSACTION_SERIALIZABLE)
                        : Bracket.byWords(handle.getConnection(), words),
                new Session(handle, statements, Session.Role.READER),
                work)));
    }

    private interface Attempt<T> {
        T make() throws SQLException;
    }

    private interface OnConnection<T> {
        T run(Handle handle) throws SQLException;
    }

    private static <T> T repeated(Attempt<T> attempt) {
        for (int tried = 1; ; tried++) {
            try {
                return attempt.make();
            } catch (SQLException e) {
                if (tried >= TRIES || !Failures.isWorthRepeating(e)) {
                    throw Failures.unavailable(e);
                }
            }
        }
    }

    private <T> T onConnection(OnConnection<T> work) throws SQLException {
        Handle handle = open();
        try {
            return work.run(handle);
        } finally {
            close(handle);
        }
    }

    /** Runs a part of a transaction that somebody else began and will end. */
    public <T> T within(Connection connection, Function<Session, T> work) {
        try (Handle handle = Jdbi.create(connection).open()) {
            return inSession(new Session(handle, statements, Session.Role.GUEST), work);
        } catch (SQLException e) {
            throw Failures.unavailable(e);
        }
    }

    /** Returns whether the database takes several statements as one message. */
    public boolean takesMessages() {
        return dialect.takesMessages();
    }

    /** Returns whether a transaction undid itself because something was not as it had been guessed. */
    public boolean isBrokenPremise(StoreUnavailableException failure) {
        return failure.getCause() instanceof SQLException
                && Failures.isBrokenPremise((SQLException) failure.getCause());
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

    private <T> T once(Function<Session, T> work, String prelude) throws SQLException {
        if (!dialect.writesOneByOne()) {
            return alone(work, prelude);
        }
        writing.lock();
        try {
            return alone(work, prelude);
        } finally {
            writing.unlock();
        }
    }

    private <T> T alone(Function<Session, T> work, String prelude) throws SQLException {
        boolean byMessage = dialect.takesMessages() && prelude.isEmpty();
        return onConnection(handle -> inBracket(
                bracket(handle.getConnection(), prelude),
                new Session(handle, statements, byMessage ? Session.Role.BEGINNER : Session.Role.OWNER),
                work));
    }

    private Bracket bracket(Connection connection, String prelude) throws SQLException {
        if (!dialect.takesMessages()) {
            return Bracket.byJdbc(connection, Connection.TRANSACTION_READ_COMMITTED);
        }
        return prelude.isEmpty() ? Bracket.byFirstMessage(connection) : Bracket.byWords(connection, prelude);
    }

    private static <T> T inBracket(Bracket bracket, Session session, Function<Session, T> work) throws SQLException {
        boolean committed = false;
        try {
            bracket.begin();
            T answer = inSession(session, work);
            if (!session.isCommitted()) {
                bracket.commit();
            }
            committed = true;
            return answer;
        } finally {
            if (!committed) {
                bracket.rollback();
            }
            bracket.leave();
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

    /** What was committed stays so, whatever becomes of the connection. */
    private static void close(Handle handle) {
        try {
            handle.close();
        } catch (JdbiException e) {
            // The pool throws a broken connection away.
        }
    }
}
