package io.callyard.routing;

import io.callyard.model.AgentId;
import io.callyard.model.inbound.Caller;
import java.util.Comparator;
import java.util.UUID;

/**
 * Each caller sees the agents shuffled in another way. The shuffle follows from the ids of the caller and the agents
 * alone, so the same question always has the same answer, and a caller whom somebody did not take goes on where he was.
 */
final class Shuffled implements RoutingStrategy {
    @Override
    public String name() {
        return "random";
    }

    @Override
    public Comparator<Contender> order(Caller caller) {
        UUID id = caller.id().value();
        long seed = mixed(id.getMostSignificantBits() ^ mixed(id.getLeastSignificantBits()));
        return Comparator.comparingLong(
                        (Contender contender) -> draw(seed, contender.agent().id()))
                .thenComparing(Contender.BY_ID);
    }

    private static long draw(long seed, AgentId agent) {
        return mixed(seed ^ mixed(agent.value().hashCode()));
    }

    /**
     * Spreads every bit of the input over all bits of the result.
     *
     * <p><b>Source.</b> The finalizer of SplittableRandom: D. Stafford, "Better bit mixing", variant 13, 2011.
     */
    private static long mixed(long value) {
        long z = value + 0x9e37_79b9_7f4a_7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58_476d_1ce4_e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d0_49bb_1331_11ebL;
        return z ^ (z >>> 31);
    }
}
