package io.callyard.benchmarks.database;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How long callers and agents waited for an offer, in milliseconds.
 *
 * <p><b>Threads.</b> Safe for many, until they are taken.
 */
final class OfferFigures {
    /** From what to what. */
    enum Kind {
        /** From the call of arrive until an agent's telephone is asked to ring. */
        ARRIVED_RUNG("arrived, agent rung"),
        /** From the call of arrive to its return, if an agent was free. */
        ARRIVED_RETURNED("arrived, answer returned, agent free"),
        /** From the call of arrive to its return, if nobody was free. */
        ARRIVED_WAITING("arrived, answer returned, nobody free"),
        /** From when an agent says that he is ready until he is rung for somebody who has waited. */
        READY_RUNG("agent ready, rung for who waited");

        final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    private Map<Kind, Samples> samples = fresh();
    private @Nullable RuntimeException failure;

    private static Map<Kind, Samples> fresh() {
        Map<Kind, Samples> fresh = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            fresh.put(kind, new Samples());
        }
        return fresh;
    }

    synchronized void add(Kind kind, long fromNanos, long toNanos) {
        samples.get(kind).add((toNanos - fromNanos) / 1e6);
    }

    /** What failed makes all figures worthless. */
    synchronized void fail(RuntimeException e) {
        if (failure == null) {
            failure = e;
        }
    }

    /** Returns what was added since it was last taken; throws what has failed. */
    synchronized Map<Kind, Samples> take() {
        if (failure != null) {
            throw new IllegalStateException("something failed under the load", failure);
        }
        Map<Kind, Samples> taken = samples;
        samples = fresh();
        return taken;
    }
}
