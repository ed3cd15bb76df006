package io.callyard.store.jdbc.schema;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Statements in few words. */
final class Sql {
    private Sql() {}

    /** Runs {@code sql} as it is: braces in it are no JDBC escapes. */
    static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }

    /** Returns the first column of each row; a null in it is an empty string. */
    static List<String> list(Connection connection, String sql, @Nullable String... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                List<String> values = new ArrayList<>();
                while (rows.next()) {
                    String value = rows.getString(1);
                    values.add(value == null ? "" : value);
                }
                return values;
            }
        }
    }

    /** Returns the first column of the first row; an empty string if there is none. */
    static String value(Connection connection, String sql, @Nullable String... parameters) throws SQLException {
        List<String> values = list(connection, sql, parameters);
        return values.isEmpty() ? "" : values.get(0);
    }
}
