package io.callyard.broadcast.websocket;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is on its way to one client. One send is under way at a time, whatever the number of threads:
 * containers differ in what they make of two, and one of them loses messages.
 *
 * <p><b>Threads.</b> Safe for many threads. It never waits for the client; what it tells its owner is
 * told outside its lock.
 */
final class Outbox {
    /** Sends one thing at a time. */
    interface Transport {
        /**
         * Begins to send a text.
         *
         * @param done told once when it was sent, or with what went wrong; perhaps before this returns
         */
        void send(String text, Consumer<@Nullable Throwable> done);

        /** Sends a ping. */
        void ping(Consumer<@Nullable Throwable> done);
    }

    /** Hears how it goes. */
    interface Owner {
        /** All that waited was sent. */
        void emptied();

        /** The connection is of no more use. */
        void broken(Throwable cause);
    }

    /**
     * One thing to send.
     *
     * @param text what; absent: a ping
     * @param bytes how much counts as waiting for it
     */
    private record Item(@Nullable String text, int bytes) {}

    private final Transport transport;
    private final Supplier<Duration> uptime;
    private final Owner owner;

    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Item> waiting = new ArrayDeque<>();
    private long bytes;
    private @Nullable Item sending;
    private Duration busySince = Duration.ZERO;
    private boolean closed;
    private @Nullable Runnable last;

    Outbox(Transport transport, Supplier<Duration> uptime, Owner owner) {
        this.transport = transport;
        this.uptime = uptime;
        this.owner = owner;
    }

    /** Adds a text, to be sent by the next {@link #pump}. */
    void add(String text) {
        add(new Item(text, size(text)));
    }

    /** Asks for a sign of life, after what waits. */
    void ping() {
        add(new Item(null, 0));
        pump();
    }

    private void add(Item item) {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            if (isEmpty()) {
                busySince = uptime.get();
            }
            waiting.add(item);
            bytes += item.bytes();
        } finally {
            lock.unlock();
        }
    }

    /** Sends what waits, unless somebody is at it. */
    void pump() {
        Item next = take();
        while (next != null) {
            Sending one = new Sending();
            String text = next.text();
            try {
                if (text == null) {
                    transport.ping(one);
                } else {
                    transport.send(text, one);
                }
            } catch (RuntimeException | Error e) {
                one.accept(e);
            }
            if (one.isLeftToTheCallback()) {
                return;
            }
            next = sent(one.failure) ? take() : null;
        }
    }

    /**
     * Sends nothing any more.
     *
     * @param then run when the send that is under way has ended; at once if there is none
     */
    void close(Runnable then) {
        boolean now;
        lock.lock();
        try {
            closed = true;
            waiting.clear();
            now = sending == null;
            last = now ? null : then;
        } finally {
            lock.unlock();
        }
        if (now) {
            then.run();
        }
    }

    /** Returns how many bytes wait, those under way included. */
    long bytes() {
        lock.lock();
        try {
            return bytes;
        } finally {
            lock.unlock();
        }
    }

    /** Returns for how long something has been waiting without a break; zero if nothing is. */
    Duration busyFor() {
        lock.lock();
        try {
            return isEmpty() ? Duration.ZERO : uptime.get().minus(busySince);
        } finally {
            lock.unlock();
        }
    }

    private boolean isEmpty() {
        return waiting.isEmpty() && sending == null;
    }

    private @Nullable Item take() {
        lock.lock();
        try {
            if (closed || sending != null) {
                return null;
            }
            sending = waiting.poll();
            return sending;
        } finally {
            lock.unlock();
        }
    }

    /** Notes the end of a send; returns whether there may be another. */
    private boolean sent(@Nullable Throwable failure) {
        boolean empty;
        boolean fresh;
        Runnable then;
        lock.lock();
        try {
            bytes -= sending == null ? 0 : sending.bytes();
            sending = null;
            fresh = failure != null && !closed;
            if (failure != null) {
                closed = true;
                waiting.clear();
            }
            then = last;
            last = null;
            empty = waiting.isEmpty() && !closed;
        } finally {
            lock.unlock();
        }
        if (then != null) {
            then.run();
        } else if (fresh && failure != null) {
            owner.broken(failure);
        } else if (empty) {
            owner.emptied();
        }
        return failure == null;
    }

    /** Returns the length of a text in UTF-8; half a surrogate pair becomes a question mark or three bytes. */
    static int size(String text) {
        int size = text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                // A pair has four bytes, so each half counts one more.
                size += c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
            }
        }
        return size;
    }

    /** One send. Its end is dealt with by the thread that began it, if it ended before that one left. */
    private final class Sending implements Consumer<@Nullable Throwable> {
        private final AtomicReference<State> state = new AtomicReference<>(State.BEGUN);
        private volatile @Nullable Throwable failure;

        @Override
        public void accept(@Nullable Throwable cause) {
            if (state.get() == State.ENDED) {
                return;
            }
            failure = cause;
            if (state.getAndSet(State.ENDED) == State.LEFT && sent(cause)) {
                pump();
            }
        }

        boolean isLeftToTheCallback() {
            return state.compareAndSet(State.BEGUN, State.LEFT);
        }
    }

    private enum State {
        BEGUN,
        LEFT,
        ENDED
    }
}
