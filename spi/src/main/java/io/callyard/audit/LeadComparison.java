package io.callyard.audit;

import io.callyard.event.LeadEvent.LeadAdded;
import io.callyard.model.lead.Lead;
import org.jspecify.annotations.Nullable;

/** Holds a stored lead against what the events add up to. */
final class LeadComparison {
    private LeadComparison() {}

    /** Returns in what the two differ; null if in nothing that the events tell. */
    static @Nullable String of(Lead stored, Fold fold) {
        FoldedLead lead = fold.leads().lead(stored.id());
        if (lead == null) {
            return fold.isForgetful() ? null : "no event tells of it";
        }
        Differences differences = new Differences();
        differences.same("user", stored.user(), lead.user());
        LeadAdded added = lead.added();
        if (added != null) {
            differences.same("number", stored.contact().phoneNumber(), added.phoneNumber());
            differences.same("name", stored.contact().name(), added.name());
        }
        if (lead.isDialed() || !fold.isForgetful()) {
            differences.same(
                    "call", stored.dial() == null ? null : stored.dial().call(), lead.isDialed() ? lead.call() : null);
        }
        return differences.text();
    }
}
