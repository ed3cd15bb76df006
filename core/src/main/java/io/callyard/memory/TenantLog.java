package io.callyard.memory;

import io.callyard.event.Event;
import io.callyard.event.LoggedEvent;
import io.callyard.model.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One tenant's numbered events: a ring that grows up to what {@link Retention} allows.
 *
 * <p><b>Threads.</b> One at a time.
 */
final class TenantLog {
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
        trim(now);
        if (kept == ring.length) {
            grow();
        }
        LoggedEvent logged = new LoggedEvent(tenant, ++lastSeq, now, event);
        ring[slot(lastSeq)] = logged;
        kept++;
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

    private void trim(Instant now) {
        Instant oldest = now.minus(retention.eventAge());
        while (kept >= retention.maxEvents()
                || kept >= retention.minEvents() && oldestKept().at().isBefore(oldest)) {
            Arrays.fill(ring, slot(lastSeq - kept + 1), slot(lastSeq - kept + 1) + 1, null);
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
