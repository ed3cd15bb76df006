package io.callyard.store.jdbc.ledger;

import io.callyard.model.TenantId;
import io.callyard.store.jdbc.sql.Session;

/**
 * Something to do with one tenant, under its lock. It may run several times, each time on rows that were
 * read afresh.
 *
 * @param <T> the answer
 */
public interface TenantStep<T> {
    /** Whose step it is. */
    TenantId tenant();

    /** Whether it brings a tenant into being that nobody knows. If not, {@link #absent} is its answer for one. */
    default boolean makesTenant() {
        return true;
    }

    /** Returns the answer for a tenant that nobody knows. */
    default T absent() {
        throw new IllegalStateException("the tenant should be there");
    }

    /** Says what has to be read. */
    void want(Wanted wanted);

    /** Does it. */
    T run(TenantBook book, Session session);
}
