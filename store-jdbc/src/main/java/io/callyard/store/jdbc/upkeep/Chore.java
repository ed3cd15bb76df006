package io.callyard.store.jdbc.upkeep;

import io.callyard.store.jdbc.sql.Transactions;

/**
 * A piece of the upkeep, done in batches that are a short transaction each. Other nodes may be at the same
 * piece: what one of them has locked is left to it.
 *
 * <p><b>Threads.</b> One at a time; it remembers how far it has come.
 */
interface Chore {
    /** Names it, for logs. */
    String name();

    /** In which runs it has its turn: every n-th. */
    int everyRuns();

    /** Starts again from the beginning, as of {@code now}, the store's time in microseconds. */
    void begin(long now);

    /** Does the next batch. */
    Batch next(Transactions transactions);

    /**
     * What was done.
     *
     * @param rows how many rows were moved or deleted
     * @param more whether another batch may find something
     */
    record Batch(int rows, boolean more) {
        static final Batch NOTHING = new Batch(0, false);
    }
}
