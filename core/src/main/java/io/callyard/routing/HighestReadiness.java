package io.callyard.routing;

import io.callyard.model.inbound.Caller;
import java.util.Comparator;

/** Who has the highest {@link Readiness} goes first; of equals, who has been idle the longest. */
final class HighestReadiness implements RoutingStrategy {
    private static final Comparator<Contender> ORDER = Comparator.comparingInt(
                    (Contender contender) -> -contender.readiness().score())
            .thenComparing(Contender.LONGEST_IDLE);

    @Override
    public String name() {
        return "highest_readiness";
    }

    @Override
    public Comparator<Contender> order(Caller caller) {
        return ORDER;
    }
}
