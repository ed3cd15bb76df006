package io.callyard.model;

import java.util.Comparator;
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

    /** Returns the verdict that holds the call back longest, if one does. */
    public Optional<Verdict.Hold> hold() {
        if (verdicts.isEmpty()) {
            return Optional.empty();
        }
        return verdicts.stream()
                .map(PolicyVerdict::verdict)
                .filter(Verdict.Hold.class::isInstance)
                .map(Verdict.Hold.class::cast)
                .max(Comparator.comparing(Verdict.Hold::until));
    }
}
