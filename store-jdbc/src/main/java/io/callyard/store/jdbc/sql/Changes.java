package io.callyard.store.jdbc.sql;

import io.callyard.store.jdbc.sql.RowChange.Column;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rows to be changed, collected and then sent together: to PostgreSQL in one message with a statement for
 * each change and an array for each column, to H2 row by row, which costs nothing there.
 *
 * <p><b>Threads.</b> One at a time.
 */
public final class Changes {
    /**
     * Always the same: there are few messages then for the database to know. What is taken out goes first, what is
     * added second.
     */
    private static final Comparator<RowChange> ORDER = Comparator.comparing(RowChange::many);

    private final Map<RowChange, List<@Nullable Object[]>> rows = new HashMap<>();

    /** Adds a row; the values are in the order of the change's columns. */
    public void add(RowChange change, @Nullable Object... values) {
        if (values.length != change.columns().size()) {
            throw new IllegalArgumentException(values.length + " values for the columns " + change.columns());
        }
        rows.computeIfAbsent(change, any -> new ArrayList<>()).add(values);
    }

    /** Sends all that was added: deletions, then new rows, then changes, tables in the order of their names. */
    public void send(Session session) {
        Message message = session.message();
        addTo(message, session.dialect().takesMessages());
        message.send();
        rows.clear();
    }

    void addTo(Message message, boolean inArrays) {
        rows.keySet().stream().sorted(ORDER).forEach(change -> {
            List<@Nullable Object[]> values = rows.getOrDefault(change, List.of());
            if (inArrays) {
                message.tell(change.many(), List.of(Values.of(change, arrays(change.columns(), values))));
            } else {
                message.tell(
                        change.one(),
                        values.stream().map(row -> Values.of(change, row)).toList());
            }
        });
    }

    private static @Nullable Object[] arrays(List<Column> columns, List<@Nullable Object[]> rows) {
        @Nullable Object[] arrays = new Object[columns.size()];
        for (int i = 0; i < arrays.length; i++) {
            Object[] array = columns.get(i).array(rows.size());
            for (int row = 0; row < array.length; row++) {
                array[row] = rows.get(row)[i];
            }
            arrays[i] = array;
        }
        return arrays;
    }
}
