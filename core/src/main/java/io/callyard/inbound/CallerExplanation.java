package io.callyard.inbound;

import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.Candidate;
import java.util.List;

/**
 * Why a caller still waits.
 *
 * @param caller the caller
 * @param reasons in sentences, the most lasting first; at least one
 * @param agents every agent, and why it is not he
 */
public record CallerExplanation(Caller caller, List<String> reasons, List<Candidate> agents) {
    public CallerExplanation {
        reasons = List.copyOf(reasons);
        agents = List.copyOf(agents);
        if (reasons.isEmpty()) {
            throw new IllegalArgumentException("an explanation has a reason");
        }
    }
}
