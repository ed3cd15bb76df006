package io.callyard.routing;

import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.QueueBook;
import java.util.List;

/**
 * A queue and who waits in it.
 *
 * @param queue the queue
 * @param callers those who wait, in the order of {@link Caller#compareTo}; the first of them are enough
 */
public record Waiting(QueueBook queue, List<Caller> callers) {
    public Waiting {
        callers = List.copyOf(callers);
    }
}
