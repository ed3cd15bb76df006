package io.callyard.routing;

import io.callyard.model.inbound.Agent;
import io.callyard.model.inbound.DeviceState;
import org.jspecify.annotations.Nullable;

/**
 * An agent in one pass: how he is, and how much of his capacity the pass has left.
 *
 * <p><b>Threads.</b> One.
 */
final class Standing {
    private final Agent agent;
    private final @Nullable DeviceState device;
    private final boolean stale;
    private final Readiness readiness;
    private int room;

    Standing(Agent agent, FloorPlan plan) {
        MatchRules rules = plan.rules();
        this.agent = agent;
        device = plan.devices().apply(agent.id());
        stale = agent.isStaleAt(plan.now(), rules.agents().staleAfter());
        readiness = rules.weights()
                .readiness(
                        agent,
                        device == null ? DeviceState.UNKNOWN : device,
                        plan.now(),
                        rules.agents().staleAfter());
        room = agent.profile().capacity() - agent.engagements().size();
    }

    Agent agent() {
        return agent;
    }

    /** What is known of his device; null if it was not asked yet. */
    @Nullable
    DeviceState device() {
        return device;
    }

    boolean isStale() {
        return stale;
    }

    Readiness readiness() {
        return readiness;
    }

    boolean hasRoom() {
        return room > 0;
    }

    /** He is put to somebody. */
    void take() {
        room--;
    }
}
