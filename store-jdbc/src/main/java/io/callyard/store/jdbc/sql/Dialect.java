package io.callyard.store.jdbc.sql;

import io.callyard.store.jdbc.schema.Database;

/** What PostgreSQL and H2 say differently. Fragments of SQL, each for one place. */
public interface Dialect {
    /** Begins a transaction that changes something; empty if the connection is told by JDBC's own means. */
    String begin();

    /** The same, with all settings of such a transaction. */
    String prelude();

    /**
     * A query of one row that makes these settings; empty if there are none.
     *
     * @param lockTimeout how long to wait for a lock, as in {@code 5s}
     */
    String settings(String lockTimeout);

    /**
     * Begins a transaction whose queries all see one instant, with its settings; empty if the connection is told by
     * JDBC's own means.
     */
    String snapshot();

    /** Locks rows against other writers, and lets go at the end of the transaction. */
    String forUpdate();

    /** The same for the rows of one table of a query. */
    String forUpdateOf(String alias);

    /** After {@link #forUpdate}: leaves out rows that somebody has locked, if the database does that well. */
    String skipLocked();

    /** Locks rows against {@link #forChangeOfLimits} only. */
    String forUseOfLimits();

    /** Locks rows against everybody else who locks them in any way. */
    String forChangeOfLimits();

    /** The time at which the statement began, as microseconds: an index can be searched by it. */
    String now();

    /** The time at this very moment, as microseconds, as far as the database tells it. */
    String clock();

    /** Returns the words of a database. */
    static Dialect of(Database database) {
        return database.isPostgreSql() ? new PostgreSqlDialect() : new H2Dialect();
    }

    /** Whether several statements can be sent as one message, and rows as arrays, one for each column. */
    boolean takesMessages();

    /**
     * Whether transactions that write have to follow one another, for the database to come back whole after
     * its process was killed.
     */
    boolean writesOneByOne();

    /** Whether a part of a query may look at the rows of the part before it. */
    boolean hasLateral();
}
