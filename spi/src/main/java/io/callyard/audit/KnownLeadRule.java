package io.callyard.audit;

import io.callyard.event.LeadEvent;
import io.callyard.event.LeadEvent.LeadAdded;
import io.callyard.event.LoggedEvent;
import org.jspecify.annotations.Nullable;

/** A lead is added once, before all else, and stays its user's. */
final class KnownLeadRule implements Rule {
    @Override
    public Invariant invariant() {
        return Invariant.KNOWN_LEAD;
    }

    @Override
    public @Nullable String problemWith(LoggedEvent logged, Fold before) {
        if (!(logged.event() instanceof LeadEvent event)) {
            return null;
        }
        FoldedLead lead = before.leads().lead(event.lead());
        if (event instanceof LeadAdded) {
            return lead == null ? null : "lead " + lead.id() + " is there already";
        }
        if (lead == null) {
            return before.isForgetful() ? null : "lead " + event.lead() + " was never added";
        }
        return lead.user().equals(event.user()) ? null : "lead " + lead.id() + " is of user " + lead.user();
    }
}
