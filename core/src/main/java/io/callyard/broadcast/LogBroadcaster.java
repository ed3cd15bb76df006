package io.callyard.broadcast;

import io.callyard.model.TenantId;
import io.callyard.spi.scheduling.Scheduler;
import io.callyard.spi.store.EventLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Serves every subscriber from the event log, each at its own pace and from its own place in it. What
 * is new is read once for all subscribers of a tenant; only one that is far behind reads by itself. No
 * event is ever queued for a subscriber, so a slow one costs no memory.
 */
public final class LogBroadcaster implements Broadcaster {
    /** How many quick subscribers are served on one thread. */
    static final int TOGETHER = 64;

    private final EventLog events;
    private final Scheduler scheduler;
    private final Map<TenantId, Followers> followers = new ConcurrentHashMap<>();
    private final AtomicLong failures = new AtomicLong();

    /** Reads {@code events}, on threads of {@code scheduler}. */
    public LogBroadcaster(EventLog events, Scheduler scheduler) {
        this.events = events;
        this.scheduler = scheduler;
    }

    @Override
    public Subscription subscribe(Room room, long after, Subscriber subscriber) {
        Cursor[] made = new Cursor[1];
        // In one step: a last one that leaves at the same time must not take the others with it.
        followers.compute(room.tenant(), (tenant, known) -> {
            Followers all = known == null ? new Followers(tenant) : known;
            made[0] = new Cursor(
                    room, Math.max(0, after), subscriber, events, all.tail, scheduler, failures, this::leave);
            all.cursors.add(made[0]);
            return all;
        });
        made[0].wake();
        return made[0];
    }

    private void leave(Cursor cursor) {
        followers.computeIfPresent(cursor.tenant(), (tenant, all) -> {
            all.cursors.remove(cursor);
            return all.cursors.isEmpty() ? null : all;
        });
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
        Followers all = followers.get(tenant);
        if (all != null) {
            all.tail.wake();
        }
    }

    /** Looks through all logs, in case a signal was lost. */
    public void sweep() {
        followers.values().forEach(all -> all.tail.wake());
    }

    /** Those who follow one tenant. */
    private final class Followers {
        private final Set<Cursor> cursors = ConcurrentHashMap.newKeySet();
        private final TenantTail tail;

        Followers(TenantId tenant) {
            tail = new TenantTail(tenant, events, scheduler, this::wakeAll);
            tail.wake();
        }

        /** A task for each of thousands would cost more than what it has to do. */
        private void wakeAll() {
            List<Cursor> quick = new ArrayList<>();
            for (Cursor cursor : cursors) {
                if (cursor.isQuick()) {
                    quick.add(cursor);
                } else {
                    cursor.wake();
                }
            }
            for (int from = 0; from < quick.size(); from += TOGETHER) {
                List<Cursor> some = quick.subList(from, Math.min(quick.size(), from + TOGETHER));
                scheduler.execute(() -> some.forEach(Cursor::wakeHere));
            }
        }
    }
}
