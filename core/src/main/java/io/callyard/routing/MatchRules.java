package io.callyard.routing;

import io.callyard.machine.inbound.AgentRules;

/**
 * What holds for all queues.
 *
 * @param agents when an agent is stale
 * @param weights what makes an agent ready
 * @param strategies the routing strategies that queues may name
 */
public record MatchRules(AgentRules agents, ReadinessWeights weights, RoutingStrategies strategies) {
    /** The standard of everything. */
    public static final MatchRules STANDARD =
            new MatchRules(AgentRules.STANDARD, ReadinessWeights.STANDARD, RoutingStrategies.standard());
}
