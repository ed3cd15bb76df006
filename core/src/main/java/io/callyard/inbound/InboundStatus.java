package io.callyard.inbound;

import io.callyard.agent.AgentView;
import io.callyard.model.inbound.QueueBook;
import java.util.List;

/**
 * An inbound queue at a glance.
 *
 * @param queue the queue
 * @param line who stands in line, in order
 * @param agents the agents who serve it
 * @param figures how it fares
 */
public record InboundStatus(QueueBook queue, List<CallerPlace> line, List<AgentView> agents, InboundFigures figures) {
    public InboundStatus {
        line = List.copyOf(line);
        agents = List.copyOf(agents);
    }
}
