package io.callyard.store.jdbc.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What stands for the parameters of a statement, by their names.
 *
 * <p><b>Threads.</b> One at a time.
 */
public final class Values {
    private interface Value {
        void set(Connection connection, PreparedStatement statement, int index) throws SQLException;
    }

    private final Map<String, Value> byName = new HashMap<>();

    private Values() {}

    /** Begins with none. */
    public static Values none() {
        return new Values();
    }

    /** Adds a 64-bit number. */
    public Values number(String name, @Nullable Long value) {
        return scalar(name, "bigint", value);
    }

    /** Adds texts. */
    public Values texts(String name, Collection<String> values) {
        return array(name, "varchar", values.toArray(String[]::new));
    }

    /** Adds ids. */
    public Values ids(String name, Collection<UUID> values) {
        return array(name, "uuid", values.toArray(UUID[]::new));
    }

    /**
     * Adds one value.
     *
     * @param type as a {@link RowChange.Column} has it
     */
    Values scalar(String name, String type, @Nullable Object value) {
        byName.put(name, (connection, statement, index) -> {
            if (value == null) {
                statement.setNull(index, typeNumber(type));
            } else {
                statement.setObject(index, value);
            }
        });
        return this;
    }

    /** Adds an array of values, or null, of one type. */
    Values array(String name, String type, @Nullable Object[] values) {
        byName.put(
                name,
                (connection, statement, index) -> statement.setArray(index, connection.createArrayOf(type, values)));
        return this;
    }

    void set(String name, Connection connection, PreparedStatement statement, int index) throws SQLException {
        Value value = byName.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no value for the parameter " + name);
        }
        value.set(connection, statement, index);
    }

    private static int typeNumber(String type) {
        return switch (type) {
            case "varchar" -> Types.VARCHAR;
            case "bigint" -> Types.BIGINT;
            case "integer" -> Types.INTEGER;
            case "float8" -> Types.DOUBLE;
            case "boolean" -> Types.BOOLEAN;
            default -> Types.OTHER;
        };
    }
}
