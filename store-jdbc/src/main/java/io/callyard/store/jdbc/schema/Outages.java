package io.callyard.store.jdbc.schema;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import org.jspecify.annotations.Nullable;

/** Tells a database that is not there for the moment from one that is not right. */
final class Outages {
    private Outages() {}

    /** Whether the same may succeed if it is tried again later, with nothing done about it by hand. */
    static boolean isTransient(SQLException failure) {
        if (failure instanceof SQLTransientException) {
            return true;
        }
        String state = failure.getSQLState();
        if (state == null) {
            SQLException cause = sqlCause(failure.getCause());
            return cause != null && isTransient(cause);
        }
        return switch (state) {
            // Shutdown, crash, start, too many connections; H2: closed, or held by a process that is about to end.
            case "57P01", "57P02", "57P03", "53300", "90121", "90098", "90020" -> true;
            // No connection; a deadlock with a node that works.
            default -> state.startsWith("08") || state.startsWith("40");
        };
    }

    /** Returns what the database said, if that is behind {@code failure}: pools wrap it. */
    static @Nullable SQLException sqlCause(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException) {
                return (SQLException) cause;
            }
        }
        return null;
    }
}
