package io.callyard.routing;

import io.callyard.model.inbound.Caller;
import java.util.Comparator;

/** All agents of a tier are asked at once; where there are too many, those who have been idle the longest. */
final class RingAll implements RoutingStrategy {
    @Override
    public String name() {
        return "ring_all";
    }

    @Override
    public Comparator<Contender> order(Caller caller) {
        return Contender.LONGEST_IDLE;
    }

    @Override
    public boolean ringsAll() {
        return true;
    }
}
