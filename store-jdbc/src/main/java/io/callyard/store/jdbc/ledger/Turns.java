package io.callyard.store.jdbc.ledger;

import io.callyard.store.jdbc.codec.Micros;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Numbers the turns in which tenants are served. They grow with the time, so that all nodes agree on who
 * was served longest ago; and within a node by themselves, so that no two are alike.
 *
 * <p><b>Threads.</b> Safe for many.
 */
final class Turns {
    private final AtomicLong last = new AtomicLong();

    long next(Instant now, long seen) {
        long least = Math.max(Micros.of(now), seen + 1);
        return last.updateAndGet(former -> Math.max(former + 1, least));
    }
}
