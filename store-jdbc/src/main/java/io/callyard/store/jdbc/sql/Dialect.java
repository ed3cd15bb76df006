package io.callyard.store.jdbc.sql;

import io.callyard.store.jdbc.schema.Database;

/** What PostgreSQL and H2 say differently. Fragments of SQL, each for one place. */
public interface Dialect {
    /** The first words of a transaction; empty if the connection is told by JDBC's own means. */
    String prelude();

    /** The isolation under which all queries of a transaction see one instant, as JDBC numbers them. */
    int snapshotIsolation();

    /** Locks rows against other writers, and lets go at the end of the transaction. */
    String forUpdate();

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

    /** Adds {@code :calls} to a block of a line. */
    String addToBlock();

    /** Makes a tenant's row unless there is one. */
    String insertTenantIfAbsent();

    /** Makes a row of limits unless there is one. */
    String insertLimitIfAbsent();

    /** Notes how a carrier knows a call, unless that is noted. */
    String insertCarrierCallIfAbsent();

    /** Parks a tenant unless it is parked there. */
    String parkIfAbsent();

    /** Returns the words of a database. */
    static Dialect of(Database database) {
        return database.isPostgreSql() ? new PostgreSqlDialect() : new H2Dialect();
    }

    /** Whether a part of a query may look at the rows of the part before it. */
    boolean hasLateral();
}
