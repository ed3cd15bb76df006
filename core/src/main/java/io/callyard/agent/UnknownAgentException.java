package io.callyard.agent;

import io.callyard.model.AgentId;

/** There is no such agent. */
public final class UnknownAgentException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient AgentId agent;

    /** Names the agent. */
    public UnknownAgentException(AgentId agent) {
        super("agent " + agent + " is not registered");
        this.agent = agent;
    }

    /** Returns who. */
    public AgentId agent() {
        return agent;
    }
}
