package io.callyard.memory;

import io.callyard.event.Event;
import io.callyard.event.LoggedEvent;
import io.callyard.model.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One tenant's numbered events: a ring that grows up to what {@link Retention} allows.
 *
 * <p><b>Threads.</b> One at a time.
 */
final class TenantLog {
    private static final int TRIM_EVERY = 64;

    private final TenantId tenant;
    private final Retention retention;
    private LoggedEvent[] ring = new LoggedEvent[16];
    private long lastSeq;
    private int kept;

    TenantLog(TenantId tenant, Retention retention) {
        this.tenant = tenant;
        this.retention = retention;
    }

    LoggedEvent append(Event event, Instant now) {
        if (kept == retention.maxEvents()) {
            ring[slot(lastSeq - kept + 1)] = null;
            kept--;
        } else if (kept == ring.length) {
            grow();
        }
        LoggedEvent logged = new LoggedEvent(tenant, ++lastSeq, now, event);
        ring[slot(lastSeq)] = logged;
        kept++;
        if (lastSeq % TRIM_EVERY == 0) {
            trim(now);
        }
        return logged;
    }

    long lastSeq() {
        return lastSeq;
    }

    List<LoggedEvent> read(long after, int max) {
        long from = Math.max(after, lastSeq - kept) + 1;
        int length = (int) Math.max(0, Math.min(max, lastSeq - from + 1));
        List<LoggedEvent> events = new ArrayList<>(length);
        for (int i = 0; i < length; i++) {
            events.add(ring[slot(from + i)]);
        }
        return events;
    }

    /** Drops what is too old. Now and then only: the oldest events lie in memory that has gone cold. */
    private void trim(Instant now) {
        Instant oldest = now.minus(retention.eventAge());
        while (kept > retention.minEvents() && oldestKept().at().isBefore(oldest)) {
            ring[slot(lastSeq - kept + 1)] = null;
            kept--;
        }
    }

    private LoggedEvent oldestKept() {
        return ring[slot(lastSeq - kept + 1)];
    }

    private void grow() {
        LoggedEvent[] larger = new LoggedEvent[ring.length * 2];
        for (long seq = lastSeq - kept + 1; seq <= lastSeq; seq++) {
            larger[(int) (seq % larger.length)] = ring[slot(seq)];
        }
        ring = larger;
    }

    private int slot(long seq) {
        return (int) (seq % ring.length);
    }
}
