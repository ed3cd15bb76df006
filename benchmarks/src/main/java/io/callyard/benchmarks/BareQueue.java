package io.callyard.benchmarks;

import java.util.ArrayDeque;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Semaphore;

/**
 * The same steps as {@link FullTenant} on bare structures of the JDK: what one would write by hand
 * without states, events, ids or other limits. The yardstick.
 */
final class BareQueue {
    private final Semaphore slots = new Semaphore(FullTenant.SLOTS);
    private final ConcurrentSkipListMap<Long, Object> line = new ConcurrentSkipListMap<>();
    private final ArrayDeque<Object> live = new ArrayDeque<>();
    private long position;

    BareQueue(int queued) {
        for (int i = 0; i < queued + FullTenant.SLOTS; i++) {
            line.put(position++, new Object());
        }
        for (int i = 0; i < FullTenant.SLOTS; i++) {
            claim();
        }
    }

    void place() {
        Object call = new Object();
        if (slots.tryAcquire()) {
            live.add(call);
        } else {
            line.put(position++, call);
        }
    }

    void complete() {
        live.remove();
        slots.release();
    }

    Object claim() {
        if (!slots.tryAcquire()) {
            throw new IllegalStateException("no slot is free");
        }
        Map.Entry<Long, Object> first = line.pollFirstEntry();
        live.add(first.getValue());
        return first.getValue();
    }
}
