package io.callyard.routing;

import io.callyard.model.inbound.Caller;
import java.util.Comparator;

/** Who has talked the least goes first; of equals, who has been idle the longest. */
final class LeastTalkTime implements RoutingStrategy {
    private static final Comparator<Contender> ORDER = Comparator.comparing(
                    (Contender contender) -> contender.agent().history().talked())
            .thenComparing(Contender.LONGEST_IDLE);

    @Override
    public String name() {
        return "least_talk_time";
    }

    @Override
    public Comparator<Contender> order(Caller caller) {
        return ORDER;
    }
}
