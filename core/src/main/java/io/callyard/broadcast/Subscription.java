package io.callyard.broadcast;

/** A subscriber that is being served. */
public interface Subscription extends AutoCloseable {
    /** Returns the number of the last event that was looked at for the subscriber. */
    long lastSeq();

    /** Ends it. An event that is being delivered is finished. */
    @Override
    void close();
}
