package io.callyard.proofs.leads;

import io.callyard.audit.EventAudit;
import io.callyard.model.Call;
import io.callyard.model.CallId;
import io.callyard.model.LaneId;
import io.callyard.model.lead.Lead;
import io.callyard.model.lead.LeadContact;
import io.callyard.model.lead.LeadId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Holds a tenant's leads, calls and log against each other and against what was promised. */
final class BooksCheck {
    private final Books books;
    private final Map<LeadId, Lead> leads = new LinkedHashMap<>();
    private final Map<CallId, Call> calls = new HashMap<>();
    private final List<String> problems = new ArrayList<>();

    BooksCheck(Books books, List<LeadContact> promised) {
        this.books = books;
        books.leads().forEach(lead -> leads.put(lead.id(), lead));
        books.calls().forEach(call -> calls.put(call.id(), call));
        checkLog();
        LeadTrail trail = new LeadTrail(books.log());
        leads.values().forEach(lead -> checkLead(lead, trail.problemWith(lead)));
        checkCalls();
        promised.forEach(this::checkPromise);
        if (leads.size() != promised.size()) {
            problems.add(books.tenant() + " has " + leads.size() + " leads, not the " + promised.size()
                    + " that were promised");
        }
    }

    /** The invariants that the log alone proves, and that the tables tell the same. */
    private void checkLog() {
        EventAudit audit = EventAudit.of(books.tenant());
        books.log().forEach(audit::accept);
        audit.violations().forEach(each -> problems.add(each.toString()));
        audit.atEnd().forEach(each -> problems.add("at the end: " + each));
        books.calls().forEach(call -> audit.compare(call).ifPresent(each -> problems.add(each.toString())));
        books.leads().forEach(lead -> audit.compare(lead).ifPresent(each -> problems.add(each.toString())));
        if (audit.lastSeq() != books.lastSeq()) {
            problems.add(
                    books.tenant() + "'s log ends at " + audit.lastSeq() + ", its last number is " + books.lastSeq());
        }
    }

    private void checkLead(Lead lead, @Nullable String trailProblem) {
        if (trailProblem != null) {
            problems.add("lead " + lead.id() + ": " + trailProblem);
        }
        if (lead.dial() == null) {
            problems.add("lead " + lead.id() + " is still pending");
            return;
        }
        Call call = calls.get(lead.dial().call());
        if (call == null) {
            problems.add("lead " + lead.id() + " is marked by a call that is not there");
        } else if (!lead.id().key().equals(call.key())
                || !call.subject().phoneNumber().equals(lead.contact().phoneNumber())) {
            problems.add("lead " + lead.id() + " is marked by a call that is not its own: " + call);
        }
    }

    /** No call without a lead that it marks, and no two of one key. */
    private void checkCalls() {
        Set<CallId> marks = new HashSet<>();
        leads.values().stream()
                .filter(lead -> lead.dial() != null)
                .forEach(lead -> marks.add(lead.dial().call()));
        Set<String> keys = new HashSet<>();
        for (Call call : books.calls()) {
            if (!call.lane().equals(LaneId.LEADS) || !marks.contains(call.id())) {
                problems.add("call " + call.id() + " with the key " + call.key() + " is no lead's");
            }
            if (call.key() != null && !keys.add(call.key())) {
                problems.add("there are two calls with the key " + call.key());
            }
        }
    }

    private void checkPromise(LeadContact promised) {
        Lead lead = leads.get(promised.id());
        if (lead == null) {
            problems.add("lead " + promised.id() + " was accepted and is lost");
        } else if (!lead.contact().user().equals(promised.user())
                || !lead.contact().phoneNumber().equals(promised.phoneNumber())) {
            problems.add("lead " + promised.id() + " is not what was accepted: " + lead.contact());
        }
    }

    List<String> problems() {
        return problems;
    }
}
