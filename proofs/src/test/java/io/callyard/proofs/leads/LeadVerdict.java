package io.callyard.proofs.leads;

import io.callyard.model.CallId;
import io.callyard.model.TenantId;
import io.callyard.model.lead.LeadContact;
import io.callyard.model.lead.LeadId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Says whether each lead was dialled once.
 *
 * @param problems what was broken; empty if nothing was
 * @param leads how many leads there are
 * @param dials how many calls the carrier made
 * @param undialed how many leads the carrier made no call of, by its own fault
 */
record LeadVerdict(List<String> problems, int leads, int dials, int undialed) {
    static LeadVerdict of(Evidence evidence) {
        List<String> problems = new ArrayList<>();
        for (Books books : evidence.books()) {
            problems.addAll(new BooksCheck(books, promised(evidence, books.tenant())).problems());
        }
        DialCheck carrier = new DialCheck(evidence.books(), evidence.dials());
        problems.addAll(carrier.problems());
        checkTold(evidence.books(), evidence.told(), problems);
        return new LeadVerdict(
                List.copyOf(problems),
                evidence.books().stream()
                        .mapToInt(books -> books.leads().size())
                        .sum(),
                (int) evidence.dials().stream().filter(Dial::isMade).count(),
                carrier.undialed());
    }

    private static List<LeadContact> promised(Evidence evidence, TenantId tenant) {
        return evidence.promised().stream()
                .filter(promised -> promised.tenant().equals(tenant))
                .map(Evidence.Promised::contact)
                .toList();
    }

    /** What a page was once told of a lead's call holds for ever. */
    private static void checkTold(List<Books> all, Collection<Told> told, List<String> problems) {
        Map<TenantId, Map<LeadId, CallId>> marks = new HashMap<>();
        for (Books books : all) {
            Map<LeadId, CallId> ofTenant = marks.computeIfAbsent(books.tenant(), any -> new HashMap<>());
            books.leads().stream()
                    .filter(lead -> lead.dial() != null)
                    .forEach(lead -> ofTenant.put(lead.id(), lead.dial().call()));
        }
        for (Told each : told) {
            CallId call = marks.getOrDefault(each.tenant(), Map.of()).get(each.lead());
            if (!each.call().equals(call)) {
                problems.add(
                        "a page was told that lead " + each.lead() + " has call " + each.call() + "; it has " + call);
            }
        }
    }
}
