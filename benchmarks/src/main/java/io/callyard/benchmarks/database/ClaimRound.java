package io.callyard.benchmarks.database;

import java.sql.SQLException;

/**
 * Claims for a while. Whenever half of the queue is gone it is filled up again, off the clock, so that it
 * stays about as long as it is.
 *
 * @param millis how long
 * @param perTenant how many calls of each tenant stand in the full queue
 * @param half how many calls may be claimed before it is filled up
 */
record ClaimRound(int millis, int perTenant, long half) {

    static ClaimRound of(int millis, ClaimCase one) {
        return new ClaimRound(millis, one.queued() / one.tenants(), one.queued() / 2);
    }

    /** Returns how many calls were claimed per second. */
    double run(ClaimSide side, int batch) throws SQLException {
        long rows = 0;
        long spent = 0;
        while (spent < millis * 1_000_000L) {
            long gone = 0;
            long began = System.nanoTime();
            long end = began + millis * 1_000_000L - spent;
            while (gone + batch <= half && System.nanoTime() < end) {
                int claimed = side.claim(batch);
                if (claimed == 0) {
                    throw new IllegalStateException("nothing was claimed, although calls are queued");
                }
                gone += claimed;
            }
            spent += System.nanoTime() - began;
            rows += gone;
            side.fill(perTenant);
        }
        return rows / (spent / 1e9);
    }
}
