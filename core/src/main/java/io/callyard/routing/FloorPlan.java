package io.callyard.routing;

import io.callyard.model.AgentId;
import io.callyard.model.inbound.Agent;
import io.callyard.model.inbound.DeviceState;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * All that has to be known to put a tenant's callers to agents.
 *
 * @param now the time
 * @param lines the queues with callers who wait; each queue once
 * @param agents those who may be ready: whoever is not is left out of matches, but may be named in a decision
 * @param devices what is known of an agent's device, null if it was not asked yet: such an agent is not offered to who
 *     gets the device check. Looked up under a tenant's lock, so it must not block
 * @param rules what holds for all queues
 */
public record FloorPlan(
        Instant now,
        List<Waiting> lines,
        List<Agent> agents,
        Function<AgentId, @Nullable DeviceState> devices,
        MatchRules rules) {
    public FloorPlan {
        lines = List.copyOf(lines);
        agents = List.copyOf(agents);
    }

    /** Returns whether somebody waits and somebody could take him. */
    boolean hasBothSides() {
        if (agents.isEmpty()) {
            return false;
        }
        for (Waiting line : lines) {
            if (!line.callers().isEmpty()) {
                return true;
            }
        }
        return false;
    }
}
