package io.callyard.postgresql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** A table of numbers, by name {@code number}. */
final class Tables {
    private Tables() {}

    static void create(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create table number (value int primary key)");
        }
    }

    static void insert(DataSource database, int value) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            insert(connection, value);
            connection.commit();
        }
    }

    static void insert(Connection connection, int value) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("insert into number values (" + value + ")");
        }
    }

    static boolean contains(DataSource database, int value) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select from number where value = " + value)) {
            return rows.next();
        }
    }
}
