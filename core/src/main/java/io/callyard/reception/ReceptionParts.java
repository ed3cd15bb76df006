package io.callyard.reception;

import io.callyard.agent.AgentView;
import io.callyard.inbound.InboundSettings;
import io.callyard.model.inbound.Agent;
import java.time.Instant;

/**
 * What the desks share.
 *
 * @param settings how the inbound side behaves
 * @param devices whether agents can be reached
 * @param expectations how long callers will wait
 * @param offering puts callers to agents
 * @param overflow what becomes of those for whom nobody was found
 * @param arrivals lets callers in
 * @param departures lets them go
 * @param meter sums up
 */
record ReceptionParts(
        InboundSettings settings,
        Devices devices,
        Expectations expectations,
        Offering offering,
        Overflow overflow,
        Arrivals arrivals,
        Departures departures,
        Meter meter) {

    /** Shows an agent as he is now. */
    AgentView view(Agent agent, Instant now) {
        return new AgentView(
                agent,
                agent.stateAt(now),
                agent.isStaleAt(now, settings.agents().staleAfter()),
                settings.weights()
                        .readiness(
                                agent,
                                devices.state(agent.tenant(), agent.id()),
                                now,
                                settings.agents().staleAfter()));
    }
}
