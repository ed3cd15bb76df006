package io.callyard.store.jdbc.schema;

import io.callyard.store.jdbc.StoreSetupException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/** The databases that the store speaks to. */
public enum Database {
    /** PostgreSQL, for any number of nodes. */
    POSTGRESQL,
    /** H2, for one node. */
    H2;

    /**
     * Returns what is at the other end of {@code connection}.
     *
     * @throws StoreSetupException if it is neither
     */
    public static Database of(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        return switch (product) {
            case "PostgreSQL" -> POSTGRESQL;
            case "H2" -> H2;
            default ->
                throw new StoreSetupException(
                        List.of("The database is " + product + ". The store works on PostgreSQL and on H2."));
        };
    }

    /** Whether it is PostgreSQL. */
    public boolean isPostgreSql() {
        return this == POSTGRESQL;
    }

    /** Returns the name of the folder that holds the scripts for this database. */
    String folder() {
        return name().toLowerCase(Locale.ROOT);
    }
}
