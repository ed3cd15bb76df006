package io.callyard.agent;

import io.callyard.model.inbound.Agent;
import io.callyard.model.inbound.AgentState;
import io.callyard.routing.Readiness;

/**
 * An agent as he is now.
 *
 * @param agent the agent
 * @param state what calls do to him
 * @param stale whether nothing was heard of him for too long
 * @param readiness how ready he is
 */
public record AgentView(Agent agent, AgentState state, boolean stale, Readiness readiness) {}
