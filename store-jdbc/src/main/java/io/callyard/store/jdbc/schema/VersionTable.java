package io.callyard.store.jdbc.schema;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/** The table that says which migrations a database has had. */
final class VersionTable {
    static final String NAME = "schema_version";

    private static final String CREATE = """
            CREATE TABLE IF NOT EXISTS {schema_version} (
                version    integer      PRIMARY KEY,
                name       varchar(200) NOT NULL,
                checksum   varchar(64)  NOT NULL,
                applied_at timestamp with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL
            )""";

    private final Naming naming;

    VersionTable(Naming naming) {
        this.naming = naming;
    }

    String create() {
        return naming.expand(CREATE);
    }

    /** Returns the statement that records {@code script}; neither its name nor its checksum needs escaping. */
    String insert(Script script) {
        return naming.expand("INSERT INTO {schema_version} (version, name, checksum) VALUES (") + script.version()
                + ", '" + script.name() + "', '" + script.checksum() + "')";
    }

    /** Returns the checksum of each migration that was applied, lowest version first. */
    Map<Integer, String> applied(Connection connection) throws SQLException {
        Map<Integer, String> applied = new TreeMap<>();
        String sql = naming.expand("SELECT version, checksum FROM {schema_version}");
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                applied.put(rows.getInt(1), rows.getString(2));
            }
        }
        return applied;
    }
}
