package io.callyard.spi.store;

import io.callyard.event.LoggedEvent;
import io.callyard.model.TenantId;
import java.util.List;

/** The numbered events of each tenant: gapless, in the order in which the changes took effect. */
public interface EventLog {
    /**
     * Reads events in order.
     *
     * @param after the number of the last event already seen; 0 for all that are kept
     * @param max how many at most; at least 1
     * @return those with the numbers {@code after + 1}, {@code after + 2}…; empty if there is none
     *     yet. If the log no longer reaches back that far, the first has a larger number
     */
    List<LoggedEvent> read(TenantId tenant, long after, int max);

    /** Returns the number of the tenant's newest event, 0 if it has none. */
    long lastSeq(TenantId tenant);
}
