package io.callyard.store.jdbc.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What stands for the parameters of a statement, by their names: each a value, or an array of values.
 *
 * <p><b>Threads.</b> One at a time.
 */
public abstract class Values {
    private Values() {}

    /** Begins with none. */
    public static Named none() {
        return new Named();
    }

    /**
     * Takes what stands for the columns of a change.
     *
     * @param values a value for each column; an array of an object type for an array
     */
    static Values of(RowChange change, @Nullable Object[] values) {
        return new OfColumns(change, values);
    }

    abstract void set(String name, Connection connection, PreparedStatement statement, int index) throws SQLException;

    /** Values that are added one by one. */
    public static final class Named extends Values {
        private final Map<String, Object> byName = new HashMap<>();

        private Named() {}

        /** Adds a number. */
        public Named number(String name, long value) {
            return put(name, value);
        }

        /** Adds a text. */
        public Named text(String name, String value) {
            return put(name, value);
        }

        /** Adds texts. */
        public Named texts(String name, Collection<String> values) {
            return put(name, values.toArray(String[]::new));
        }

        /** Adds an id. */
        public Named id(String name, UUID value) {
            return put(name, value);
        }

        /** Adds ids. */
        public Named ids(String name, Collection<UUID> values) {
            return put(name, values.toArray(UUID[]::new));
        }

        private Named put(String name, Object value) {
            if (name.equals(Statements.NOW_PARAMETER)) {
                throw new IllegalArgumentException(name + " stands for the store's time");
            }
            byName.put(name, value);
            return this;
        }

        @Override
        void set(String name, Connection connection, PreparedStatement statement, int index) throws SQLException {
            Object value = byName.get(name);
            if (value == null) {
                throw new IllegalArgumentException("no value for the parameter " + name);
            }
            setPresent(value, connection, statement, index);
        }
    }

    private static final class OfColumns extends Values {
        private final RowChange change;
        private final @Nullable Object[] values;

        OfColumns(RowChange change, @Nullable Object[] values) {
            this.change = change;
            this.values = values;
        }

        @Override
        void set(String name, Connection connection, PreparedStatement statement, int index) throws SQLException {
            int at = change.indexOf(name);
            Object value = values[at];
            if (value == null) {
                statement.setNull(index, change.columns().get(at).typeNumber());
            } else {
                setPresent(value, connection, statement, index);
            }
        }
    }

    private static void setPresent(Object value, Connection connection, PreparedStatement statement, int index)
            throws SQLException {
        if (value instanceof UUID[] ids) {
            // The one type of array for which the driver has to be told the database's name of it.
            statement.setArray(index, connection.createArrayOf("uuid", ids));
        } else {
            statement.setObject(index, value);
        }
    }
}
