package io.callyard.routing;

import io.callyard.model.inbound.Caller;
import java.util.Comparator;

/**
 * In which order the agents of a queue are asked. Those that come with the engine are in {@link RoutingStrategies}.
 *
 * <p>A strategy only orders: whether an agent may be asked at all, and that the agents of a lower tier come before those
 * of a higher one, is the business of {@link Matching}.
 *
 * <p><b>Threads.</b> Safe for many threads. Asked on hot paths under a tenant's lock, so it must not block, and must
 * not throw: that would end the whole pass.
 */
public interface RoutingStrategy {

    /** Returns the name by which queues choose it: 1 to 64 characters. */
    String name();

    /**
     * Returns the order for a caller: who is to be asked first is the smallest. Ties are broken by the agents' ids, so
     * it need not be total.
     *
     * <p><b>Cost.</b> Agents are sorted once per pass for each comparator <em>object</em>. A strategy whose order is
     * the same for all callers returns the same object every time; one that makes a new object for each caller makes
     * every match sort anew.
     */
    Comparator<Contender> order(Caller caller);

    /** Returns whether all agents of a tier are asked at once, of whom the first to accept wins; else one by one. */
    default boolean ringsAll() {
        return false;
    }
}
