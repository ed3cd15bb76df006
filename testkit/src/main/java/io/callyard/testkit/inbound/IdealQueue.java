package io.callyard.testkit.inbound;

import java.util.PriorityQueue;

/**
 * What becomes of given callers if nothing takes any time but talking: who came first goes first, to the agent who is
 * free first. The yardstick for an engine that gets the very same callers; in the mean it is the queue of Erlang's
 * formulas, without the chance of one run.
 *
 * <p><b>Threads.</b> Stateless.
 */
public final class IdealQueue {
    private IdealQueue() {}

    /** Stands for the wait of somebody who lost patience. */
    public static final double ABANDONED = Double.NaN;

    /**
     * Returns how long each caller waits, in seconds, or {@link #ABANDONED}.
     *
     * @param servers how many agents there are
     * @param arrivals when each caller comes, in seconds, in order
     * @param handles how long each will take an agent, in seconds
     * @param patience how long each waits at the longest, in seconds; infinite for those who wait for ever
     */
    public static double[] waits(int servers, double[] arrivals, double[] handles, double[] patience) {
        PriorityQueue<Double> freeAt = new PriorityQueue<>();
        for (int i = 0; i < servers; i++) {
            freeAt.add(0.0);
        }
        double[] waits = new double[arrivals.length];
        for (int i = 0; i < arrivals.length; i++) {
            double free = freeAt.remove();
            double start = Math.max(arrivals[i], free);
            if (start - arrivals[i] > patience[i]) {
                waits[i] = ABANDONED;
                freeAt.add(free);
            } else {
                waits[i] = start - arrivals[i];
                freeAt.add(start + handles[i]);
            }
        }
        return waits;
    }
}
