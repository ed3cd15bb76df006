package io.callyard.store.jdbc.sql;

import io.callyard.store.jdbc.sql.RowChange.Column;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/**
 * Rows to be changed, collected and then sent together: to PostgreSQL in one message with a statement for
 * each table, to H2 row by row, which costs nothing there.
 *
 * <p><b>Threads.</b> One at a time.
 */
public final class Changes {
    private final Map<RowChange, List<@Nullable Object[]>> rows = new LinkedHashMap<>();

    /** Adds a row; the values are in the order of the change's columns. */
    public void add(RowChange change, @Nullable Object... values) {
        if (values.length != change.columns().size()) {
            throw new IllegalArgumentException(values.length + " values for the columns " + change.columns());
        }
        rows.computeIfAbsent(change, any -> new ArrayList<>()).add(values);
    }

    /** Sends all that was added, in the order in which the first row of each change was. */
    public void send(Session session) {
        if (rows.isEmpty()) {
            return;
        }
        if (session.dialect().takesArrays()) {
            sendAtOnce(session);
        } else {
            rows.forEach((change, values) -> sendEach(session, change, values));
        }
        rows.clear();
    }

    private void sendAtOnce(Session session) {
        StringBuilder sql = new StringBuilder();
        int part = 0;
        for (RowChange change : rows.keySet()) {
            sql.append(part == 0 ? "" : ";\n").append(change.many(part++));
        }
        try (Update update = session.update(sql.toString())) {
            part = 0;
            for (Map.Entry<RowChange, List<@Nullable Object[]>> entry : rows.entrySet()) {
                bind(update, part++, entry.getKey().columns(), entry.getValue());
            }
            update.execute();
        }
    }

    private static void bind(Update update, int part, List<Column> columns, List<@Nullable Object[]> values) {
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            Class<?> type = javaType(column);
            Object[] array = (Object[]) Array.newInstance(type, values.size());
            for (int row = 0; row < array.length; row++) {
                array[row] = values.get(row)[i];
            }
            update.bindArray("p" + part + "_" + column.name(), type, array);
        }
    }

    private static Class<?> javaType(Column column) {
        return switch (column.type()) {
            case "varchar" -> String.class;
            case "bigint" -> Long.class;
            case "integer" -> Integer.class;
            case "double precision" -> Double.class;
            case "boolean" -> Boolean.class;
            case "uuid" -> UUID.class;
            default -> throw new IllegalArgumentException("a column of type " + column.type());
        };
    }

    private static void sendEach(Session session, RowChange change, List<@Nullable Object[]> values) {
        PreparedBatch batch = session.batch(change.one());
        for (@Nullable Object[] row : values) {
            for (int i = 0; i < row.length; i++) {
                Column column = change.columns().get(i);
                batch.bindByType(column.name(), row[i], javaType(column));
            }
            batch.add();
        }
        batch.execute();
    }
}
