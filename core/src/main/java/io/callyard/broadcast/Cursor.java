package io.callyard.broadcast;

import io.callyard.event.LoggedEvent;
import io.callyard.model.TenantId;
import io.callyard.spi.scheduling.Scheduler;
import io.callyard.spi.store.EventLog;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One subscriber's place in the log. */
final class Cursor implements Subscription {
    private static final Logger log = LoggerFactory.getLogger(Cursor.class);

    private final Room room;
    private final Subscriber subscriber;
    private final EventLog events;
    private final TenantTail tail;
    private final AtomicLong failures;
    private final Consumer<Cursor> whenClosed;
    private final Drain drain;
    private volatile boolean closed;

    /** Only the one drain that runs at a time writes these. */
    private volatile long seen;

    private long shown;
    private volatile boolean placed;

    /**
     * A place that moves when it is woken.
     *
     * @param after the number of the last event that the subscriber has seen
     * @param failures counts deliveries that ended with an exception
     * @param whenClosed told when it is closed, perhaps more than once
     */
    Cursor(
            Room room,
            long after,
            Subscriber subscriber,
            EventLog events,
            TenantTail tail,
            Scheduler scheduler,
            AtomicLong failures,
            Consumer<Cursor> whenClosed) {
        this.room = room;
        this.subscriber = subscriber;
        this.events = events;
        this.tail = tail;
        this.failures = failures;
        this.whenClosed = whenClosed;
        this.drain = new Drain(scheduler, this::readOn);
        this.seen = after;
        this.shown = after;
    }

    TenantId tenant() {
        return room.tenant();
    }

    @Override
    public long lastSeq() {
        return seen;
    }

    @Override
    public void close() {
        closed = true;
        whenClosed.accept(this);
    }

    /** There may be something new. */
    void wake() {
        if (!closed) {
            drain.wake();
        }
    }

    /** Returns whether it may be served together with others. */
    boolean isQuick() {
        return subscriber.isQuick();
    }

    /** There may be something new; it is delivered on this thread, unless the log has to be read for it. */
    void wakeHere() {
        if (placed && tail.holds(seen)) {
            drain.wakeHere();
        } else {
            wake();
        }
    }

    private void readOn() {
        findPlace();
        List<LoggedEvent> batch;
        do {
            batch = closed ? List.of() : next();
            if (!batch.isEmpty() && batch.get(0).seq() > seen + 1) {
                resync(events.lastSeq(room.tenant()));
                continue;
            }
            for (LoggedEvent event : batch) {
                deliver(event);
            }
        } while (!batch.isEmpty());
    }

    private List<LoggedEvent> next() {
        List<LoggedEvent> shared = tail.after(seen);
        return shared == null ? events.read(room.tenant(), seen, TenantTail.BATCH) : shared;
    }

    /** A number beyond the log's end was seen in another log: waiting for it would miss all that comes. */
    private void findPlace() {
        if (placed || closed) {
            return;
        }
        if (seen > tail.lastSeq()) {
            long last = events.lastSeq(room.tenant());
            if (seen > last) {
                resync(last);
            }
        }
        placed = true;
    }

    private void resync(long last) {
        seen = last;
        shown = last;
        guarded(() -> subscriber.onResyncRequired(last));
    }

    private void deliver(LoggedEvent event) {
        if (closed) {
            return;
        }
        seen = event.seq();
        if (room.shows(event.event())) {
            Delivery delivery = new Delivery(event, shown);
            shown = event.seq();
            guarded(() -> subscriber.onEvent(delivery));
        }
    }

    private void guarded(Runnable delivery) {
        try {
            delivery.run();
        } catch (RuntimeException | Error e) {
            failures.incrementAndGet();
            log.atWarn()
                    .setCause(e)
                    .addKeyValue("tenant", room.tenant())
                    .addKeyValue("seq", seen)
                    .log("a subscriber failed; the event counts as delivered");
        }
    }
}
