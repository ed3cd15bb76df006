package io.callyard.store.jdbc.audit;

/**
 * An invariant, and the statement that finds what breaks it.
 *
 * @param invariant its name
 * @param sql returns the tenant, if there is one, and then what to tell, each column under a name that says
 *     what it is. May use {@code :now}, the database's time in microseconds
 */
record Check(String invariant, String sql) {}
