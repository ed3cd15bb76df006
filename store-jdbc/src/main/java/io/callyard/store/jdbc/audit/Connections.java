package io.callyard.store.jdbc.audit;

import java.sql.Connection;
import java.sql.SQLException;

/** Opens connections. */
@FunctionalInterface
public interface Connections {
    /** Opens one, which is closed after use. */
    Connection open() throws SQLException;
}
