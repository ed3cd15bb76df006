package io.callyard.model.inbound;

import io.callyard.internal.Checks;
import io.callyard.model.AgentId;

/**
 * An agent as he was seen when somebody was chosen for a caller.
 *
 * @param agent who
 * @param tier his tier in the queue; 0 if he does not serve it
 * @param readiness his readiness, 0 to 100
 * @param passedOver why he was not chosen; empty if he was
 */
public record Candidate(AgentId agent, int tier, int readiness, String passedOver) {
    public Candidate {
        passedOver = Checks.clipped(passedOver, 100);
    }
}
