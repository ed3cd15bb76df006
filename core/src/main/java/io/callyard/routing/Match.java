package io.callyard.routing;

import io.callyard.model.AgentId;
import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.Decision;
import java.util.List;

/**
 * A caller is to be put to agents.
 *
 * @param caller who
 * @param agents to whom: to one, or to several at once if the queue's strategy rings all
 * @param decision why to these
 */
public record Match(Caller caller, List<AgentId> agents, Decision decision) {
    public Match {
        agents = List.copyOf(agents);
    }
}
