package io.callyard.broadcast.websocket;

import io.callyard.broadcast.Broadcaster;
import io.callyard.broadcast.Delivery;
import io.callyard.broadcast.Room;
import io.callyard.broadcast.Subscriber;
import io.callyard.broadcast.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * One time of reading events for a socket, from where its client stands until it falls too far behind
 * or wants to go on elsewhere.
 */
final class Feed implements Subscriber {
    /** Takes what a feed reads. */
    interface Sink {
        void event(Feed from, Delivery delivery);

        void resync(Feed from, long lastSeq);
    }

    private final Sink sink;
    private @Nullable Subscription subscription;
    private boolean ended;

    Feed(Sink sink) {
        this.sink = sink;
    }

    void begin(Broadcaster broadcaster, Room room, long after) {
        Subscription begun = broadcaster.subscribe(room, after, this);
        boolean late;
        synchronized (this) {
            subscription = begun;
            late = ended;
        }
        if (late) {
            begun.close();
        }
    }

    void end() {
        Subscription begun;
        synchronized (this) {
            ended = true;
            begun = subscription;
        }
        if (begun != null) {
            begun.close();
        }
    }

    /** It only hands over to an outbox, which never waits. */
    @Override
    public boolean isQuick() {
        return true;
    }

    @Override
    public void onEvent(Delivery delivery) {
        sink.event(this, delivery);
    }

    @Override
    public void onResyncRequired(long lastSeq) {
        sink.resync(this, lastSeq);
    }
}
