package io.callyard.benchmarks.database;

import java.util.Locale;

/**
 * How much goes on in inbound queues.
 *
 * @param tenants how many there are
 * @param queuesEach how many queues each of them has
 * @param agentsEach how many agents serve each queue, and no other
 * @param perSecond how many callers come to all queues together
 * @param load the share of their time for which agents are busy
 */
record QueueLoad(int tenants, int queuesEach, int agentsEach, int perSecond, double load) {

    /** Returns how long a caller has to keep an agent busy, in seconds. */
    double handleTime() {
        return load * tenants * queuesEach * agentsEach / perSecond;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "%d queues of %d tenant%s", tenants * queuesEach, tenants, tenants == 1 ? "" : "s");
    }
}
