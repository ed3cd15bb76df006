package io.callyard.routing;

import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.QueueSettings;
import java.util.Comparator;

/** Who has been idle the longest goes first. The standard. */
final class LongestIdle implements RoutingStrategy {
    @Override
    public String name() {
        return QueueSettings.LONGEST_IDLE;
    }

    @Override
    public Comparator<Contender> order(Caller caller) {
        return Contender.LONGEST_IDLE;
    }
}
