package io.callyard.proofs.leads;

import io.callyard.event.CallEvent;
import io.callyard.event.LeadEvent;
import io.callyard.event.LeadEvent.LeadAdded;
import io.callyard.event.LeadEvent.LeadDialed;
import io.callyard.event.LoggedEvent;
import io.callyard.model.CallId;
import io.callyard.model.lead.Lead;
import io.callyard.model.lead.LeadId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The events of each lead in a log. Of every lead that was dialled there is one chain: it was added, its call came, and
 * it was marked in the step that took the call in, so at the same instant.
 */
final class LeadTrail {
    private final Map<LeadId, List<LoggedEvent>> chains = new LinkedHashMap<>();
    private final Map<CallId, LoggedEvent> intakes = new LinkedHashMap<>();

    LeadTrail(List<LoggedEvent> log) {
        for (LoggedEvent logged : log) {
            if (logged.event() instanceof LeadEvent event) {
                chains.computeIfAbsent(event.lead(), any -> new ArrayList<>()).add(logged);
            } else if (logged.event() instanceof CallEvent event) {
                intakes.putIfAbsent(event.subject().id(), logged);
            }
        }
    }

    /** Returns what is wrong with the chain of a lead as it stands now; null if nothing is. */
    @Nullable
    String problemWith(Lead lead) {
        List<LoggedEvent> chain = chains.getOrDefault(lead.id(), List.of());
        if (chain.isEmpty() || !(chain.get(0).event() instanceof LeadAdded)) {
            return "no event tells how it was added";
        }
        if (chain.size() != (lead.dial() == null ? 1 : 2)) {
            return "there are " + chain.size() + " events of it: "
                    + chain.stream().map(LoggedEvent::event).toList();
        }
        return lead.dial() == null
                ? null
                : markProblem(chain.get(1), lead.dial().call());
    }

    private @Nullable String markProblem(LoggedEvent mark, CallId call) {
        if (!(mark.event() instanceof LeadDialed dialed) || !dialed.call().equals(call)) {
            return "its call is " + call + ", and the log says " + mark.event();
        }
        LoggedEvent intake = intakes.get(call);
        if (intake == null || intake.seq() > mark.seq()) {
            return "it was marked before its call came";
        }
        return intake.at().equals(mark.at())
                ? null
                : "its call came at " + intake.at() + ", it was marked apart from that at " + mark.at();
    }
}
