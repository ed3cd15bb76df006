package io.callyard.routing;

import io.callyard.model.inbound.Caller;
import java.util.Comparator;

/** Who was asked the longest ago goes first, whether he took the caller or not. */
final class RoundRobin implements RoutingStrategy {
    private static final Comparator<Contender> ORDER = Comparator.comparing(
                    (Contender contender) -> contender.agent().history().offeredAt())
            .thenComparing(Contender.BY_ID);

    @Override
    public String name() {
        return "round_robin";
    }

    @Override
    public Comparator<Contender> order(Caller caller) {
        return ORDER;
    }
}
