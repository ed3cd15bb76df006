package io.callyard.broadcast;

import io.callyard.event.LoggedEvent;
import io.callyard.model.TenantId;
import io.callyard.spi.scheduling.Scheduler;
import io.callyard.spi.store.EventLog;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves every subscriber from the event log, each at its own pace and from its own place in it. No
 * event is ever queued for a subscriber, so a slow one costs no memory.
 */
public final class LogBroadcaster implements Broadcaster {
    private static final Logger log = LoggerFactory.getLogger(LogBroadcaster.class);
    private static final int BATCH = 256;
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final EventLog events;
    private final Scheduler scheduler;
    private final Map<TenantId, Set<Cursor>> cursors = new ConcurrentHashMap<>();
    private final AtomicLong failures = new AtomicLong();

    /** Reads {@code events}, on threads of {@code scheduler}. */
    public LogBroadcaster(EventLog events, Scheduler scheduler) {
        this.events = events;
        this.scheduler = scheduler;
    }

    @Override
    public Subscription subscribe(Room room, long after, Subscriber subscriber) {
        Cursor cursor = new Cursor(room, Math.max(0, after), subscriber);
        // In one step: a last one that leaves at the same time must not take the set with it.
        cursors.compute(room.tenant(), (tenant, known) -> {
            Set<Cursor> all = known == null ? ConcurrentHashMap.newKeySet() : known;
            all.add(cursor);
            return all;
        });
        cursor.wake();
        return cursor;
    }

    @Override
    public long lastSeq(TenantId tenant) {
        return events.lastSeq(tenant);
    }

    @Override
    public long failedDeliveries() {
        return failures.get();
    }

    /** A tenant's log has grown. */
    public void appended(TenantId tenant) {
        for (Cursor cursor : cursors.getOrDefault(tenant, Set.of())) {
            cursor.wake();
        }
    }

    /** Looks through all logs, in case a signal was lost. */
    public void sweep() {
        cursors.values().forEach(all -> all.forEach(Cursor::wake));
    }

    /** One subscriber's place in the log. */
    private final class Cursor implements Subscription {
        private final Room room;
        private final Subscriber subscriber;
        private final AtomicInteger wanted = new AtomicInteger();
        private volatile boolean closed;

        /** Only the one drain that runs at a time writes these. */
        private volatile long seen;

        private long shown;
        private boolean placed;

        Cursor(Room room, long after, Subscriber subscriber) {
            this.room = room;
            this.subscriber = subscriber;
            seen = after;
            shown = after;
        }

        @Override
        public long lastSeq() {
            return seen;
        }

        @Override
        public void close() {
            closed = true;
            cursors.computeIfPresent(room.tenant(), (tenant, all) -> {
                all.remove(this);
                return all.isEmpty() ? null : all;
            });
        }

        void wake() {
            if (!closed && wanted.getAndIncrement() == 0) {
                scheduler.execute(this::drain);
            }
        }

        private void drain() {
            int asked;
            do {
                asked = wanted.get();
                try {
                    readOn();
                } catch (RuntimeException | Error e) {
                    log.debug("The event log could not be read; trying again", e);
                    scheduler.schedule(RETRY, this::drain);
                    return;
                }
            } while (!wanted.compareAndSet(asked, 0));
        }

        private void readOn() {
            findPlace();
            List<LoggedEvent> batch;
            do {
                batch = closed ? List.of() : events.read(room.tenant(), seen, BATCH);
                if (!batch.isEmpty() && batch.get(0).seq() > seen + 1) {
                    resync(events.lastSeq(room.tenant()));
                    continue;
                }
                for (LoggedEvent event : batch) {
                    deliver(event);
                }
            } while (!batch.isEmpty());
        }

        /** A number beyond the log's end was seen in another log: waiting for it would miss all that comes. */
        private void findPlace() {
            if (!placed && !closed) {
                long last = events.lastSeq(room.tenant());
                placed = true;
                if (seen > last) {
                    resync(last);
                }
            }
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
}
