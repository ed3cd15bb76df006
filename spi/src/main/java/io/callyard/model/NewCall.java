package io.callyard.model;

import java.util.List;
import java.util.Optional;

/**
 * A request that was let in and is about to be kept.
 *
 * @param id the new call's id
 * @param request what was asked for
 * @param verdicts what the application's policies said, in the order they were asked
 */
public record NewCall(CallId id, CallRequest request, List<PolicyVerdict> verdicts) {
    public NewCall {
        verdicts = List.copyOf(verdicts);
    }

    /** A call that no policy has an opinion on. */
    public static NewCall of(CallId id, CallRequest request) {
        return new NewCall(id, request, List.of());
    }

    /** Returns the verdict that holds the call back at first, if one does. */
    public Optional<Verdict.Hold> hold() {
        for (PolicyVerdict said : verdicts) {
            if (said.verdict() instanceof Verdict.Hold hold) {
                return Optional.of(hold);
            }
        }
        return Optional.empty();
    }
}
