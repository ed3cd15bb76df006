package io.callyard.routing;

import io.callyard.model.inbound.Caller;
import java.util.Comparator;

/** Who has taken the fewest calls goes first; of equals, who has been idle the longest. */
final class FewestCalls implements RoutingStrategy {
    private static final Comparator<Contender> ORDER = Comparator.comparingLong(
                    (Contender contender) -> contender.agent().history().calls())
            .thenComparing(Contender.LONGEST_IDLE);

    @Override
    public String name() {
        return "fewest_calls";
    }

    @Override
    public Comparator<Contender> order(Caller caller) {
        return ORDER;
    }
}
