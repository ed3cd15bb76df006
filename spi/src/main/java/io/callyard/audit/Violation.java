package io.callyard.audit;

import io.callyard.model.CallId;
import io.callyard.model.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * A breach of an invariant.
 *
 * @param invariant which
 * @param tenant in whose log
 * @param seq at which event; for a comparison and at the end of a run, after which
 * @param call which call; absent if it is not about one
 * @param text what was found, for people; no phone numbers
 */
public record Violation(
        Invariant invariant,
        TenantId tenant,
        long seq,
        @Nullable CallId call,
        String text) {
    /** Such as {@code TENANT_LIMIT at acme #17, call 0190…: 2 calls are live, the limit is 2}. */
    @Override
    public String toString() {
        return invariant + " at " + tenant + " #" + seq + (call == null ? "" : ", call " + call) + ": " + text;
    }
}
