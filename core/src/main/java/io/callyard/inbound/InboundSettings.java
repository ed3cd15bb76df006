package io.callyard.inbound;

import io.callyard.machine.inbound.AgentRules;
import io.callyard.routing.ReadinessWeights;
import io.callyard.routing.RoutingStrategies;
import java.time.Duration;
import java.util.List;

/**
 * How the inbound side of an engine behaves.
 *
 * @param agents what holds for all agents
 * @param weights what counts for an agent's readiness
 * @param strategies the routing strategies that queues may name
 * @param probeTimeout how long a device probe may take
 * @param probeKept how long its answer is believed
 * @param greetingTimeout how long a greeting may take to be found
 * @param assumedHandleTime what a caller is taken to need while nothing has been learnt
 * @param figuresOver over how long figures and alerts look back
 * @param alerts when somebody is to be alarmed
 */
public record InboundSettings(
        AgentRules agents,
        ReadinessWeights weights,
        RoutingStrategies strategies,
        Duration probeTimeout,
        Duration probeKept,
        Duration greetingTimeout,
        Duration assumedHandleTime,
        Duration figuresOver,
        List<AlertRule> alerts) {
    /** The defaults. */
    public static final InboundSettings DEFAULT = new InboundSettings(
            AgentRules.STANDARD,
            ReadinessWeights.STANDARD,
            RoutingStrategies.standard(),
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            Duration.ofSeconds(2),
            Duration.ofMinutes(3),
            Duration.ofMinutes(30),
            AlertRule.STANDARD);

    public InboundSettings {
        alerts = List.copyOf(alerts);
    }

    /** These settings with other rules for agents. */
    public InboundSettings withAgents(AgentRules value) {
        return new InboundSettings(
                value,
                weights,
                strategies,
                probeTimeout,
                probeKept,
                greetingTimeout,
                assumedHandleTime,
                figuresOver,
                alerts);
    }

    /** These settings with other strategies to choose from. */
    public InboundSettings withStrategies(RoutingStrategies value) {
        return new InboundSettings(
                agents,
                weights,
                value,
                probeTimeout,
                probeKept,
                greetingTimeout,
                assumedHandleTime,
                figuresOver,
                alerts);
    }

    /** These settings with other weights of readiness. */
    public InboundSettings withWeights(ReadinessWeights value) {
        return new InboundSettings(
                agents,
                value,
                strategies,
                probeTimeout,
                probeKept,
                greetingTimeout,
                assumedHandleTime,
                figuresOver,
                alerts);
    }

    /** These settings with another length of calls, taken for granted while nothing has been learnt. */
    public InboundSettings assuming(Duration handleTime) {
        return new InboundSettings(
                agents, weights, strategies, probeTimeout, probeKept, greetingTimeout, handleTime, figuresOver, alerts);
    }

    /** These settings with other alerts. */
    public InboundSettings withAlerts(List<AlertRule> value) {
        return new InboundSettings(
                agents,
                weights,
                strategies,
                probeTimeout,
                probeKept,
                greetingTimeout,
                assumedHandleTime,
                figuresOver,
                value);
    }
}
