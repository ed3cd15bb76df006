package io.callyard.web;

import io.callyard.broadcast.Broadcaster;
import io.callyard.broadcast.Delivery;
import io.callyard.broadcast.Room;
import io.callyard.broadcast.Subscriber;
import io.callyard.broadcast.Subscription;
import io.callyard.wire.EventFrames;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client that follows what happens.
 *
 * <p>It never waits for the client: what the connection does not take at once is kept here, and when
 * that grows too much no more events are read until the client has caught up. The log keeps them
 * meanwhile, so a slow client costs {@value #MAX_WAITING} bytes and delays nobody.
 *
 * <p><b>Threads.</b> Safe for many threads.
 */
final class EventStream implements WriteListener, AsyncListener {
    /** How many bytes may wait for a client before events are no longer read for it. */
    static final int MAX_WAITING = 128 * 1024;

    private static final Logger log = LoggerFactory.getLogger(EventStream.class);

    private final Broadcaster broadcaster;
    private final Room room;
    private final boolean masked;
    private final EventFrames frames;
    private final AsyncContext async;
    private final ServletOutputStream out;

    private final ReentrantLock lock = new ReentrantLock();
    private final Outbox outbox = new Outbox();
    private long lastSeq;
    private @Nullable Feed feed;
    private boolean open;
    private boolean closed;
    private Runnable whenClosed = () -> {};

    /**
     * A stream that is not open yet.
     *
     * @param after the number of the last event that the client has seen
     */
    EventStream(
            Broadcaster broadcaster,
            Room room,
            boolean masked,
            EventFrames frames,
            long after,
            AsyncContext async,
            ServletOutputStream out) {
        this.broadcaster = broadcaster;
        this.room = room;
        this.masked = masked;
        this.frames = frames;
        this.lastSeq = after;
        this.async = async;
        this.out = out;
    }

    /**
     * Opens it. The first thing sent is where the client stands, so that it can go on from there even
     * if the connection breaks before the first event.
     *
     * @param then run once, when it is over for whatever reason
     */
    void open(Runnable then) {
        lock.lock();
        try {
            whenClosed = then;
            outbox.add("retry: 2000\nid: " + lastSeq + "\n\n");
        } finally {
            lock.unlock();
        }
        async.addListener(this);
        out.setWriteListener(this);
    }

    /** Ends it. */
    void close() {
        Feed last;
        Runnable then;
        lock.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            then = whenClosed;
            last = feed;
            feed = null;
        } finally {
            lock.unlock();
        }
        if (last != null) {
            last.end();
        }
        then.run();
        try {
            async.complete();
        } catch (IllegalStateException e) {
            log.trace("the container had ended the request before", e);
        }
    }

    /** Gives a sign of life; ends the stream if the client has taken nothing since the last one. */
    void signOfLife() {
        boolean stalled;
        lock.lock();
        try {
            boolean moved = outbox.hasMoved();
            stalled = !outbox.isEmpty() && !moved;
            if (outbox.isEmpty()) {
                outbox.add(":\n\n");
            }
        } finally {
            lock.unlock();
        }
        if (stalled) {
            close();
        } else {
            pump();
        }
    }

    @Override
    public void onWritePossible() {
        lock.lock();
        try {
            open = true;
        } finally {
            lock.unlock();
        }
        pump();
    }

    @Override
    public void onError(Throwable cause) {
        close();
    }

    @Override
    public void onComplete(AsyncEvent event) {
        close();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        close();
    }

    @Override
    public void onError(AsyncEvent event) {
        close();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // Only a request that is dispatched again starts anew; this one never is.
    }

    /** Writes what waits, and begins or ends reading events as the client keeps up or does not. */
    private void pump() {
        Feed toBegin = null;
        Feed toEnd = null;
        boolean broken = false;
        lock.lock();
        try {
            if (!open || closed) {
                return;
            }
            outbox.moveTo(out);
            if (feed == null && outbox.isEmpty()) {
                toBegin = new Feed(lastSeq);
                feed = toBegin;
            } else if (feed != null && outbox.bytes() > MAX_WAITING) {
                toEnd = feed;
                feed = null;
            }
        } catch (IOException | RuntimeException e) {
            log.debug("an event stream broke", e);
            broken = true;
        } finally {
            lock.unlock();
        }
        if (broken) {
            close();
        } else if (toBegin != null) {
            toBegin.begin();
        } else if (toEnd != null) {
            toEnd.end();
        }
    }

    /** One time of reading events, from where the client stands until it falls too far behind. */
    private final class Feed implements Subscriber {
        private final long after;
        private @Nullable Subscription subscription;

        Feed(long after) {
            this.after = after;
        }

        void begin() {
            Subscription begun = broadcaster.subscribe(room, after, this);
            boolean late;
            lock.lock();
            try {
                subscription = begun;
                late = feed != this;
            } finally {
                lock.unlock();
            }
            if (late) {
                begun.close();
            }
        }

        void end() {
            Subscription begun;
            lock.lock();
            try {
                begun = subscription;
            } finally {
                lock.unlock();
            }
            if (begun != null) {
                begun.close();
            }
        }

        /** What the connection does not take at once is kept, not waited for. */
        @Override
        public boolean isQuick() {
            return true;
        }

        @Override
        public void onEvent(Delivery delivery) {
            deliver(delivery.event().seq(), frames.frame(delivery, masked));
        }

        @Override
        public void onResyncRequired(long last) {
            deliver(last, EventFrames.resyncRequired(last));
        }

        private void deliver(long seq, String data) {
            lock.lock();
            try {
                if (feed != this) {
                    return;
                }
                lastSeq = seq;
                outbox.add("id: " + seq + "\ndata: " + data + "\n\n");
            } finally {
                lock.unlock();
            }
            pump();
        }
    }
}
