package io.callyard.broadcast.websocket;

import io.callyard.broadcast.Broadcaster;
import io.callyard.broadcast.Delivery;
import io.callyard.broadcast.Room;
import io.callyard.wire.EventFrames;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Where one client stands in the log, and the reading of it: events are read while the client keeps
 * up, and no more once too much waits for it. The log keeps them meanwhile, so a slow client costs a
 * bounded number of bytes and delays nobody.
 *
 * <p><b>Threads.</b> Safe for many threads.
 */
final class Following implements Feed.Sink {
    private final Broadcaster broadcaster;
    private final EventFrames frames;
    private final Outbox outbox;
    private final boolean masked;
    private final BooleanSupplier full;

    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Room room;
    private long lastSeq;
    private @Nullable Feed feed;
    private boolean ended;

    /**
     * Following nothing yet.
     *
     * @param masked whether the middle of phone numbers is hidden
     * @param full whether so much waits for the client that no more is to be read
     */
    Following(Broadcaster broadcaster, EventFrames frames, Outbox outbox, boolean masked, BooleanSupplier full) {
        this.broadcaster = broadcaster;
        this.frames = frames;
        this.outbox = outbox;
        this.masked = masked;
        this.full = full;
    }

    /** Goes on in {@code where}, after an event; says so first. */
    void resume(Room where, long after) {
        Feed former;
        lock.lock();
        try {
            if (ended) {
                return;
            }
            former = feed;
            feed = null;
            room = where;
            lastSeq = after;
            outbox.add(EventFrames.resumed(after));
        } finally {
            lock.unlock();
        }
        if (former != null) {
            former.end();
        }
        // When this is sent, the outbox is empty and reading begins.
        outbox.pump();
    }

    /** The client has taken all there was. */
    void caughtUp() {
        Feed begun = null;
        Room where;
        long after;
        lock.lock();
        try {
            where = room;
            after = lastSeq;
            if (!ended && where != null && feed == null) {
                begun = new Feed(this);
                feed = begun;
            }
        } finally {
            lock.unlock();
        }
        if (begun != null && where != null) {
            begun.begin(broadcaster, where, after);
        }
    }

    /** Reads no more, ever. */
    void end() {
        Feed former;
        lock.lock();
        try {
            ended = true;
            former = feed;
            feed = null;
        } finally {
            lock.unlock();
        }
        if (former != null) {
            former.end();
        }
    }

    @Override
    public void event(Feed from, Delivery delivery) {
        deliver(from, delivery.event().seq(), frames.frame(delivery, masked));
    }

    @Override
    public void resync(Feed from, long last) {
        deliver(from, last, EventFrames.resyncRequired(last));
    }

    private void deliver(Feed from, long seq, String frame) {
        boolean enough;
        lock.lock();
        try {
            if (feed != from) {
                return;
            }
            lastSeq = seq;
            outbox.add(frame);
            enough = full.getAsBoolean();
            if (enough) {
                feed = null;
            }
        } finally {
            lock.unlock();
        }
        if (enough) {
            from.end();
        }
        outbox.pump();
    }
}
