package io.callyard.audit;

import io.callyard.event.CallEvent;
import io.callyard.event.LeadEvent;
import io.callyard.event.LeadEvent.LeadDialed;
import io.callyard.model.CallId;
import io.callyard.model.CallSubject;
import io.callyard.model.CallType;
import io.callyard.model.lead.LeadId;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the events of a tenant's leads add up to. */
final class LeadFold {
    private final Map<LeadId, FoldedLead> leads = new HashMap<>();
    private final Map<CallId, LeadId> byCall = new HashMap<>();

    void apply(LeadEvent event) {
        leads.computeIfAbsent(event.lead(), any -> new FoldedLead(event)).apply(event);
        if (event instanceof LeadDialed dialed) {
            byCall.putIfAbsent(dialed.call(), dialed.lead());
        }
    }

    /** A call came into the log. */
    void takenIn(CallEvent event) {
        FoldedLead lead = of(event.subject());
        if (lead != null) {
            lead.takenIn(event.subject().id());
        }
    }

    /** Drops what is known of leads that were dialled. */
    void forgetDialed() {
        leads.values().removeIf(FoldedLead::isDialed);
        byCall.clear();
    }

    @Nullable
    FoldedLead lead(LeadId id) {
        return leads.get(id);
    }

    /** Returns which lead a call was dialled for; null if none. */
    @Nullable
    LeadId dialedBy(CallId call) {
        return byCall.get(call);
    }

    /** Returns the lead that a call calls; null if there is none. */
    @Nullable
    FoldedLead of(CallSubject subject) {
        return subject.type() == CallType.LEAD && subject.contact() != null
                ? leads.get(new LeadId(subject.contact().value()))
                : null;
    }
}
