package io.callyard.outbound;

import io.callyard.model.CallType;
import java.time.Duration;
import java.util.Map;

/**
 * A tenant's figures on this node, for metrics.
 *
 * @param depth how many calls are in the queue, by type
 * @param claimed how many calls this node started since it began
 * @param averageWait how long these waited on average; zero if there were none
 * @param priorityViolations how many of these went while a direct call could have gone instead. Any
 *     number but 0 is a defect
 */
public record QueueFigures(Map<CallType, Long> depth, long claimed, Duration averageWait, long priorityViolations) {
    public QueueFigures {
        depth = Map.copyOf(depth);
    }
}
