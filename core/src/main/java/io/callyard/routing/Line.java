package io.callyard.routing;

import io.callyard.model.inbound.Caller;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * A queue's callers in one pass, of whom one is at the head.
 *
 * <p><b>Threads.</b> One.
 */
final class Line {
    /** Whose head has waited the longest, times the queue's weight, goes first; of equals, the earlier key. */
    static final Comparator<Line> BY_WEIGHTED_WAIT =
            Comparator.<Line>comparingDouble(line -> -line.weightedWait).thenComparing(Line::head);

    private final Pool pool;
    private final List<Caller> callers;
    private int at = -1;
    private double weightedWait;

    Line(Pool pool, List<Caller> callers) {
        this.pool = pool;
        this.callers = callers;
    }

    Pool pool() {
        return pool;
    }

    Caller head() {
        return callers.get(at);
    }

    /** Brings the next caller who may be offered now to the head; returns whether there is one, and room for him. */
    boolean goesOn() {
        if (pool.isExhausted()) {
            return false;
        }
        at++;
        while (at < callers.size() && !head().mayBeOfferedAt(pool.now())) {
            at++;
        }
        if (at == callers.size()) {
            return false;
        }
        weightedWait = pool.queue().settings().weight() * seconds(head().place().key(), pool.now());
        return true;
    }

    /** Whoever is to wait for his turn to begin has not waited yet: a weight must not make that worse. */
    private static double seconds(Instant key, Instant now) {
        double seconds = (double) (now.getEpochSecond() - key.getEpochSecond()) + (now.getNano() - key.getNano()) / 1e9;
        return Math.max(0, seconds);
    }
}
