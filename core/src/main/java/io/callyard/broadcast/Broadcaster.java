package io.callyard.broadcast;

import io.callyard.model.TenantId;

/**
 * Streams what happens, in order and without gaps, from any point that the log still holds.
 *
 * <p>It only reads the event log, after the fact. So a subscriber that is slow, throws or hangs, and
 * a broadcaster that is not there at all, delay no call and lose nothing.
 *
 * <p><b>Threads.</b> Safe for many threads.
 */
public interface Broadcaster {
    /**
     * Begins to serve a subscriber.
     *
     * @param room what it may see
     * @param after the number of the last event it has seen; 0 for all that are kept
     */
    Subscription subscribe(Room room, long after, Subscriber subscriber);

    /** Returns the number of a tenant's newest event. */
    long lastSeq(TenantId tenant);

    /** Returns how many deliveries ended with an exception since the start. */
    long failedDeliveries();
}
