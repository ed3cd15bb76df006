package io.callyard.store.jdbc.sql;

import io.callyard.spi.store.StoreUnavailableException;
import java.sql.SQLException;
import java.util.Set;
import org.jdbi.v3.core.JdbiException;

/** What a failure of the database means. */
final class Failures {
    /**
     * The transaction was certainly rolled back, and may come to an end if it is run again: could not
     * serialize, deadlock (PostgreSQL, then H2), and a key that somebody else wrote between the look and the
     * write.
     */
    private static final Set<String> REPEATABLE = Set.of("40001", "40P01", "90131", "23505");

    /** A lock that was not to be had in time (PostgreSQL, then H2): to wait as long again would help nobody. */
    private static final Set<String> LOCKED = Set.of("55P03", "HYT00");

    private Failures() {}

    static boolean isLocked(SQLException failure) {
        return failure.getSQLState() != null && LOCKED.contains(failure.getSQLState());
    }

    static boolean isWorthRepeating(SQLException failure) {
        return failure.getSQLState() != null && REPEATABLE.contains(failure.getSQLState());
    }

    /** The store divides by zero only to undo a transaction whose premise does not hold. */
    static boolean isBrokenPremise(SQLException failure) {
        return "22012".equals(failure.getSQLState());
    }

    /** Data that the database refuses, or a statement that it cannot run: it rolled back, and would again. */
    static boolean isOneStatementsFault(SQLException failure) {
        String state = failure.getSQLState();
        return state != null && (state.startsWith("22") || state.startsWith("23") || state.startsWith("42"));
    }

    static StoreUnavailableException unavailable(SQLException failure) {
        return new StoreUnavailableException(
                "the database did not do what it was asked (SQL state " + failure.getSQLState() + "): "
                        + failure.getMessage(),
                failure);
    }

    /** Returns what the database said; anything else is a mistake of ours and thrown on. */
    static SQLException sqlCause(JdbiException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException) {
                return (SQLException) cause;
            }
        }
        throw failure;
    }
}
