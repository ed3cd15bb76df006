package io.callyard.store.jdbc.sql;

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

    Session(Handle handle, Statements statements) {
        this.handle = handle;
        this.statements = statements;
    }

    /** Returns the words of the database. */
    public Dialect dialect() {
        return statements.dialect();
    }

    /** Begins a query. */
    public Query query(String sql) {
        return handle.createQuery(statements.expand(sql));
    }

    /** Begins a change. */
    public Update update(String sql) {
        return handle.createUpdate(statements.expand(sql));
    }

    /** Begins a change of many rows, sent as one. */
    public PreparedBatch batch(String sql) {
        return handle.prepareBatch(statements.expand(sql));
    }

    /** Begins a query whose statement knows the store's time as {@link Statements#NOW}. */
    public Query timed(String sql) {
        return query(sql).bind("now", nowOverride());
    }

    /** Returns the time of a clock that stands in for the database's, as microseconds; null if none does. */
    public @Nullable Long nowOverride() {
        return statements.nowOverride();
    }

    /**
     * Refuses to go on under an isolation that shows the past.
     *
     * @param isolation as the database calls it
     */
    public void requireReadCommitted(String isolation) {
        if (!isolation.equals("read committed")) {
            throw new WrongIsolationException(isolation);
        }
    }
}
