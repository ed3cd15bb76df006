package io.callyard.store.jdbc.sql;

import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/**
 * One connection and the words of its database. Table names in statements stand in braces: {@code
 * {call}}.
 *
 * <p><b>Threads.</b> One at a time.
 */
public final class Session {
    private final Handle handle;
    private final Statements statements;
    private final Role role;
    private boolean begun;
    private boolean committed;

    /** What a session has to do with the transaction it is in. */
    enum Role {
        /** Begins it by its first message, and ends it. */
        BEGINNER,
        /** Ends it. */
        OWNER,
        /** Changes nothing. */
        READER,
        /** Takes part: others began it, and will end it. */
        GUEST
    }

    /** Takes a connection. */
    Session(Handle handle, Statements statements, Role role) {
        this.handle = handle;
        this.statements = statements;
        this.role = role;
    }

    /** Returns the words of the database. */
    public Dialect dialect() {
        return statements.dialect();
    }

    /** Begins a query. */
    public Query query(String sql) {
        requireOpen();
        return handle.createQuery(statements.expand(sql));
    }

    /** Begins a change. */
    public Update update(String sql) {
        requireOpen();
        return handle.createUpdate(statements.expand(sql));
    }

    /** Begins a change of many rows, sent as one. */
    public PreparedBatch batch(String sql) {
        requireOpen();
        return handle.prepareBatch(statements.expand(sql));
    }

    /** Begins a message. */
    public Message message() {
        requireOpen();
        return new Message(handle.getConnection(), statements);
    }

    /** Begins a message that makes changes before all that it asks, which sees them. */
    public Message message(Changes first) {
        Message message = message();
        first.addTo(message, dialect().takesMessages());
        return message;
    }

    /**
     * Begins a message that begins the transaction too, if it is this session's and has not begun, and brings its
     * {@linkplain Dialect#settings(String) settings} along. They stand before all else, and alone: they decide how the
     * other statements are planned.
     *
     * @param lockTimeout how long to wait for a lock, as in {@code 5s}
     */
    public Message message(String lockTimeout) {
        Message message = message();
        if (role == Role.BEGINNER && !begun) {
            message.tell(dialect().begin(), List.of(Values.none()));
            begun = true;
        }
        String settings = dialect().settings(lockTimeout);
        return settings.isEmpty() ? message : message.ask(settings, Values.none(), row -> {});
    }

    /**
     * Sends the last changes of a transaction, and its end along with them where that saves a trip and the transaction
     * is this session's. Nothing can be asked afterwards.
     */
    public void finish(Changes changes) {
        finish(message(), changes);
    }

    /**
     * The same, behind what a message asks already.
     *
     * @param message of this session
     */
    public void finish(Message message, Changes changes) {
        changes.addTo(message, dialect().takesMessages());
        boolean ends =
                (role == Role.BEGINNER || role == Role.OWNER) && dialect().takesMessages() && !message.isEmpty();
        if (ends) {
            message.commit();
        }
        message.send();
        committed = ends;
    }

    /** What came now would be done outside of the transaction. */
    private void requireOpen() {
        if (committed) {
            throw new IllegalStateException("the transaction has ended");
        }
    }

    /** Whether the transaction has ended. */
    boolean isCommitted() {
        return committed;
    }

    /** Begins a query whose statement knows the store's time as {@link Statements#NOW}. */
    public Query timed(String sql) {
        return query(sql).bind(Statements.NOW_PARAMETER, nowOverride());
    }

    /** Returns the time of a clock that stands in for the database's, as microseconds; null if none does. */
    public @Nullable Long nowOverride() {
        return statements.nowOverride();
    }
}
