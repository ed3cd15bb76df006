package io.callyard.broadcast;

/**
 * Hears of events.
 *
 * <p><b>Threads.</b> One call at a time, on a thread of the scheduler's; calls follow one another in
 * order. It may block: that delays nobody else. What it throws is logged and counted, and the event
 * counts as delivered.
 */
public interface Subscriber {
    /** Takes an event. */
    void onEvent(Delivery delivery);

    /**
     * The log no longer reaches back to where the subscriber stands: read the present state, then go
     * on from here.
     *
     * @param lastSeq events after this number will follow
     */
    void onResyncRequired(long lastSeq);

    /**
     * Returns whether it never blocks and is done within microseconds. Many such are served on one thread,
     * one after the other, instead of on a thread each: one that is slow after all delays the others.
     */
    default boolean isQuick() {
        return false;
    }
}
