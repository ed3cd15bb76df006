package io.callyard.audit;

import io.callyard.event.CallEvent;
import io.callyard.event.LeadEvent.LeadDialed;
import io.callyard.event.LoggedEvent;
import io.callyard.model.CallId;
import io.callyard.model.CallSubject;
import io.callyard.model.CallType;
import io.callyard.model.lead.LeadId;
import org.jspecify.annotations.Nullable;

/** Of a lead one call is made, ever: the one that marks it. So no two dials of it are ever in flight. */
final class OneLeadCallRule implements Rule {
    @Override
    public Invariant invariant() {
        return Invariant.ONE_LEAD_CALL;
    }

    @Override
    public @Nullable String problemWith(LoggedEvent logged, Fold before) {
        if (logged.event() instanceof LeadDialed dialed) {
            return problemWith(dialed, before);
        }
        return logged.event() instanceof CallEvent event && before.isNew(event)
                ? secondCall(event.subject(), before)
                : null;
    }

    private static @Nullable String secondCall(CallSubject subject, Fold before) {
        FoldedLead lead = before.leads().of(subject);
        CallId first = lead == null ? null : lead.call();
        return first == null || first.equals(subject.id())
                ? null
                : "lead " + subject.contact() + " has call " + first + " already";
    }

    private static @Nullable String problemWith(LeadDialed event, Fold before) {
        FoldedLead lead = before.leads().lead(event.lead());
        if (lead != null && lead.isDialed()) {
            return "lead " + event.lead() + " was dialled before";
        }
        LeadId other = before.leads().dialedBy(event.call());
        if (other != null) {
            return "call " + event.call() + " is that of lead " + other;
        }
        if (lead != null && lead.call() != null && !lead.call().equals(event.call())) {
            return "the call of lead " + event.lead() + " is " + lead.call() + ", not " + event.call();
        }
        return itsOwn(event, before);
    }

    private static @Nullable String itsOwn(LeadDialed event, Fold before) {
        FoldedCall call = before.call(event.call());
        if (call == null) {
            boolean mayBe = before.outcome(event.call()) != null || before.isForgetful();
            return mayBe ? null : "call " + event.call() + " of lead " + event.lead() + " was never taken in";
        }
        // One that was placed by the lead's key before need not name it as its contact.
        FoldedLead called = before.leads().of(call.subject());
        return call.subject().type() == CallType.LEAD
                        && (called == null || called.id().equals(event.lead()))
                ? null
                : "call " + event.call() + " does not call lead " + event.lead();
    }
}
