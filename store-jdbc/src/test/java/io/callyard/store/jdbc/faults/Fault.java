package io.callyard.store.jdbc.faults;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Fails the n-th trip to the database. */
final class Fault implements Interposed.Listener {
    private String state = "";
    private boolean after;
    private int left;
    private List<String> trips = new ArrayList<>();

    void arm(int nth, String newState, boolean newAfter) {
        state = newState;
        after = newAfter;
        left = nth;
        trips = new ArrayList<>();
    }

    boolean isOver() {
        return left <= 0;
    }

    String where() {
        return trips.size() + ": " + (trips.isEmpty() ? "" : trips.get(trips.size() - 1));
    }

    @Override
    public void before(Connection connection, String trip) throws SQLException {
        if (left > 0 && !trip.equals("rollback")) {
            trips.add(trip);
            left--;
            // A pool that cannot close a connection has still taken it back.
            after |= left == 0 && trip.equals("close");
            if (left == 0 && !after) {
                throw new SQLException("made to fail before " + trip, state);
            }
        }
    }

    @Override
    public void after(Connection connection, String trip) throws SQLException {
        if (left == 0 && after) {
            after = false;
            throw new SQLException("made to fail after " + trip, state);
        }
    }
}
