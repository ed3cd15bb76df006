package io.callyard.model.inbound;

import io.callyard.model.AgentId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the search for a caller's agent stands.
 *
 * @param offer the open offer; absent if there is none
 * @param offers how many offers were made to him in this queue
 * @param failed how many of them came to nothing
 * @param passed the agents who did not take him, the newest last; the others are asked first
 */
public record Search(@Nullable OfferId offer, int offers, int failed, List<AgentId> passed) {
    /** Nobody was asked yet. */
    public static final Search NEW = new Search(null, 0, 0, List.of());

    public Search {
        passed = List.copyOf(passed);
    }

    /** An offer is made. */
    public Search offered(OfferId value) {
        return new Search(value, offers + 1, failed, passed);
    }

    /** The offer is over without a connection. */
    public Search failed(List<AgentId> by) {
        List<AgentId> all = new ArrayList<>(passed);
        all.removeAll(by);
        all.addAll(by);
        return new Search(null, offers, failed + 1, all);
    }

    /** The offer is over through nobody's fault: it does not count. */
    public Search withdrawn() {
        return new Search(null, offers - 1, failed, passed);
    }

    /** The offer is over with a connection. */
    public Search succeeded() {
        return new Search(null, offers, failed, passed);
    }
}
