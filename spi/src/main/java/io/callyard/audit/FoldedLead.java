package io.callyard.audit;

import io.callyard.event.LeadEvent;
import io.callyard.event.LeadEvent.LeadAdded;
import io.callyard.event.LeadEvent.LeadDialed;
import io.callyard.model.CallId;
import io.callyard.model.UserId;
import io.callyard.model.lead.LeadId;
import org.jspecify.annotations.Nullable;

/** A lead, as far as the events tell. */
final class FoldedLead {
    private final LeadId id;
    private final UserId user;
    private @Nullable LeadAdded added;
    private @Nullable CallId call;
    private boolean dialed;

    FoldedLead(LeadEvent first) {
        id = first.lead();
        user = first.user();
    }

    void apply(LeadEvent event) {
        if (event instanceof LeadAdded first && added == null) {
            added = first;
        } else if (event instanceof LeadDialed dial && !dialed) {
            dialed = true;
            call = dial.call();
        }
    }

    /** A call of it was taken in. */
    void takenIn(CallId first) {
        call = call == null ? first : call;
    }

    LeadId id() {
        return id;
    }

    UserId user() {
        return user;
    }

    /** How it was added, if the log tells. */
    @Nullable
    LeadAdded added() {
        return added;
    }

    /** The first of its calls in the log. */
    @Nullable
    CallId call() {
        return call;
    }

    boolean isDialed() {
        return dialed;
    }
}
