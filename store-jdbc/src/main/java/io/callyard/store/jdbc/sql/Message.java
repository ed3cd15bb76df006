package io.callyard.store.jdbc.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/**
 * Statements that travel to the database together, and their answers back: on PostgreSQL one round trip, however many
 * they are. Each is a statement of its own there too: it sees what was committed before it began, so that what is read
 * behind a lock is as the lock found it. H2, which is no trip away, gets them one by one.
 *
 * <p>By plain JDBC: this is the path of every change, and the wrapping of each statement would cost more than its trip.
 *
 * <p><b>Threads.</b> One at a time.
 */
public final class Message {
    private static final Words COMMIT = Words.of("COMMIT");

    /** Takes a row of an answer. */
    public interface RowReader {
        /** Takes the row at which {@code row} stands. */
        void read(ResultSet row) throws SQLException;
    }

    private record Part(
            Words words, List<Values> values, @Nullable RowReader reader) {}

    /** A message did not come to its end; nothing of it was kept if the database says why. */
    static final class Failed extends JdbiException {
        private static final long serialVersionUID = 1;

        Failed(SQLException cause) {
            super(cause);
        }
    }

    private final Connection connection;
    private final Statements statements;
    private final List<Part> parts = new ArrayList<>();

    Message(Connection connection, Statements statements) {
        this.connection = connection;
        this.statements = statements;
    }

    /** Adds a query. Its rows are read when the message is sent, behind those of the queries before it. */
    public Message ask(String sql, Values values, RowReader reader) {
        parts.add(new Part(statements.words(sql), List.of(values), reader));
        return this;
    }

    /** Adds a change, to be made once with each of the values. */
    Message tell(String sql, List<Values> values) {
        parts.add(new Part(statements.words(sql), values, null));
        return this;
    }

    /** Adds the end of the transaction. */
    void commit() {
        parts.add(new Part(COMMIT, List.of(Values.none()), null));
    }

    boolean isEmpty() {
        return parts.isEmpty();
    }

    /** Sends all that was added, and reads the answers. */
    public void send() {
        try {
            if (!parts.isEmpty() && statements.dialect().takesMessages()) {
                sendTogether();
            } else {
                for (Part part : parts) {
                    send(part);
                }
            }
        } catch (SQLException e) {
            throw new Failed(e);
        }
    }

    private void sendTogether() throws SQLException {
        String sql = statements.joined(parts.stream().map(Part::words).toList());
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int index = 1;
            for (Part part : parts) {
                index = set(statement, part.words(), part.values().get(0), index);
            }
            statement.execute();
            for (Part part : parts) {
                if (part.reader() != null) {
                    read(statement.getResultSet(), part.reader());
                }
                statement.getMoreResults();
            }
        }
    }

    private void send(Part part) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(part.words().sql())) {
            for (Values values : part.values()) {
                set(statement, part.words(), values, 1);
                if (part.reader() == null) {
                    statement.addBatch();
                }
            }
            if (part.reader() == null) {
                statement.executeBatch();
            } else {
                read(statement.executeQuery(), part.reader());
            }
        }
    }

    private int set(PreparedStatement statement, Words words, Values values, int from) throws SQLException {
        int index = from;
        for (String parameter : words.parameters()) {
            if (parameter.equals(Statements.NOW_PARAMETER)) {
                setNow(statement, index++);
            } else {
                values.set(parameter, connection, statement, index++);
            }
        }
        return index;
    }

    private void setNow(PreparedStatement statement, int index) throws SQLException {
        Long now = statements.nowOverride();
        if (now == null) {
            statement.setNull(index, Types.BIGINT);
        } else {
            statement.setLong(index, now);
        }
    }

    private static void read(ResultSet rows, RowReader reader) throws SQLException {
        try (rows) {
            while (rows.next()) {
                reader.read(rows);
            }
        }
    }
}
