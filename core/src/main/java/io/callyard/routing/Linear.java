package io.callyard.routing;

import io.callyard.model.inbound.Caller;
import java.util.Comparator;

/** Always in the order that the members of the queue were given, from the beginning. */
final class Linear implements RoutingStrategy {
    private static final Comparator<Contender> ORDER = Comparator.comparingInt(
                    (Contender contender) -> contender.membership().order())
            .thenComparing(Contender.BY_ID);

    @Override
    public String name() {
        return "linear";
    }

    @Override
    public Comparator<Contender> order(Caller caller) {
        return ORDER;
    }
}
