package io.callyard.broadcast;

import io.callyard.event.LoggedEvent;
import io.callyard.model.TenantId;
import io.callyard.spi.scheduling.Scheduler;
import io.callyard.spi.store.EventLog;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The newest events of one tenant, read once for all who follow it on this node. It begins at the end
 * of the log; who stands further back reads the log until it has caught up.
 *
 * <p>It reads on only when somebody has come to its end. So a burst does not run away from those who
 * keep up, and they stay on what is kept here.
 *
 * <p><b>Threads.</b> Safe for many threads.
 */
final class TenantTail {
    /** How many events are kept. */
    static final int KEPT = 1024;

    /** How many are read at once. */
    static final int BATCH = 256;

    private final TenantId tenant;
    private final EventLog events;
    private final Runnable grown;
    private final Drain drain;

    /** An event lies at its number modulo the length. Guarded by this, like all that follows. */
    private final @Nullable LoggedEvent[] ring = new @Nullable LoggedEvent[KEPT];

    private long first;
    private long last = -1;
    private boolean more;

    /**
     * A tail that reads when it is woken.
     *
     * @param grown run when there is something new, to wake those who follow
     */
    TenantTail(TenantId tenant, EventLog events, Scheduler scheduler, Runnable grown) {
        this.tenant = tenant;
        this.events = events;
        this.grown = grown;
        this.drain = new Drain(scheduler, this::readOn);
    }

    /** The log may have grown. */
    void wake() {
        drain.wake();
    }

    /** Returns the number of the newest event that is known here; -1 before the log was looked at. */
    synchronized long lastSeq() {
        return last;
    }

    /** Returns whether what comes after a number is here. */
    synchronized boolean holds(long seen) {
        return last >= 0 && seen >= first - 1;
    }

    /**
     * Returns the next events after a number, none if there is none yet; {@code null} if they have to be
     * read from the log.
     */
    @Nullable
    List<LoggedEvent> after(long seen) {
        boolean ask;
        synchronized (this) {
            if (!holds(seen)) {
                return null;
            }
            if (seen < last) {
                return copy(seen);
            }
            ask = more;
            more = false;
        }
        if (ask) {
            drain.wake();
        }
        return List.of();
    }

    private List<LoggedEvent> copy(long seen) {
        long until = Math.min(last, seen + BATCH);
        List<LoggedEvent> batch = new ArrayList<>((int) (until - seen));
        for (long seq = seen + 1; seq <= until; seq++) {
            LoggedEvent event = ring[slot(seq)];
            if (event == null || event.seq() != seq) {
                throw new IllegalStateException("event " + seq + " is not where it belongs");
            }
            batch.add(event);
        }
        return batch;
    }

    private void readOn() {
        long from = lastSeq();
        if (from < 0) {
            begin(events.lastSeq(tenant));
        } else {
            List<LoggedEvent> batch = events.read(tenant, from, BATCH);
            if (batch.isEmpty()) {
                return;
            }
            append(batch);
        }
        grown.run();
    }

    private synchronized void begin(long at) {
        first = at + 1;
        last = at;
    }

    private synchronized void append(List<LoggedEvent> batch) {
        long next = batch.get(0).seq();
        if (next > last + 1) {
            // The log was cut off beyond this place: whoever stands before it has to look there itself.
            first = next;
        }
        for (LoggedEvent event : batch) {
            ring[slot(event.seq())] = event;
        }
        last = batch.get(batch.size() - 1).seq();
        first = Math.max(first, last - KEPT + 1);
        more = batch.size() == BATCH;
    }

    private static int slot(long seq) {
        return (int) (seq % KEPT);
    }
}
