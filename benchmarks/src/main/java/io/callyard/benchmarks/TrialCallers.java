package io.callyard.benchmarks;

import io.callyard.testkit.inbound.IdealQueue;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/** Callers by chance: Poisson arrivals, exponential handle times and patience, all in seconds. */
final class TrialCallers {
    private final double[] arrivals;
    private final double[] handles;
    private final double[] patience;

    private TrialCallers(double[] arrivals, double[] handles, double[] patience) {
        this.arrivals = arrivals;
        this.handles = handles;
        this.patience = patience;
    }

    static TrialCallers draw(int count, double gap, double handle, double patience, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] arrivals = new double[count];
        double[] handles = new double[count];
        double[] waits = new double[count];
        double now = 1;
        for (int i = 0; i < count; i++) {
            now += exponential(random, gap);
            arrivals[i] = now;
            handles[i] = exponential(random, handle);
            waits[i] = Double.isInfinite(patience) ? patience : exponential(random, patience);
        }
        return new TrialCallers(arrivals, handles, waits);
    }

    double arrival(int number) {
        return arrivals[number];
    }

    double handle(int number) {
        return handles[number];
    }

    double patience(int number) {
        return patience[number];
    }

    int count() {
        return arrivals.length;
    }

    /** How long each waits if nothing but talking takes time. */
    double[] ideal(int servers) {
        return IdealQueue.waits(servers, arrivals, handles, patience);
    }

    /** How long each waits if callers are given to free agents only every so many seconds; patience is not looked at. */
    double[] polled(int servers, double every) {
        PriorityQueue<Double> busyUntil = new PriorityQueue<>();
        double[] waits = new double[count()];
        int next = 0;
        for (double now = every; next < count(); now += every) {
            while (!busyUntil.isEmpty() && busyUntil.peek() <= now) {
                busyUntil.remove();
            }
            while (next < count() && arrivals[next] <= now && busyUntil.size() < servers) {
                waits[next] = now - arrivals[next];
                busyUntil.add(now + handles[next]);
                next++;
            }
        }
        return waits;
    }

    private static double exponential(SplittableRandom random, double mean) {
        return -Math.log(1 - random.nextDouble()) * mean;
    }
}
