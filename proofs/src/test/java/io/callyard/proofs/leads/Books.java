package io.callyard.proofs.leads;

import io.callyard.event.CallEvent;
import io.callyard.event.LoggedEvent;
import io.callyard.model.Call;
import io.callyard.model.CallId;
import io.callyard.model.TenantId;
import io.callyard.model.lead.Lead;
import io.callyard.model.lead.LeadState;
import io.callyard.spi.store.Store;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a store holds of a tenant, when nothing changes any more.
 *
 * @param log all events
 * @param lastSeq the number of the last one, as the store counts
 * @param leads all of them, in the order in which they were added, the pending ones first
 * @param calls those that the log tells of
 */
record Books(TenantId tenant, List<LoggedEvent> log, long lastSeq, List<Lead> leads, List<Call> calls) {
    private static final int PAGE = 1_000;

    static Books of(Store store, TenantId tenant) {
        List<LoggedEvent> log = log(store, tenant);
        List<Lead> leads = new ArrayList<>(leads(store, tenant, LeadState.PENDING));
        leads.addAll(leads(store, tenant, LeadState.DIALED));
        Set<CallId> ids = new LinkedHashSet<>();
        for (LoggedEvent logged : log) {
            if (logged.event() instanceof CallEvent event) {
                ids.add(event.subject().id());
            }
        }
        List<Call> calls = ids.stream()
                .map(id -> store.find(tenant, id))
                .flatMap(Optional::stream)
                .toList();
        return new Books(tenant, log, store.lastSeq(tenant), leads, calls);
    }

    private static List<LoggedEvent> log(Store store, TenantId tenant) {
        List<LoggedEvent> log = new ArrayList<>();
        List<LoggedEvent> page = store.read(tenant, 0, PAGE);
        while (!page.isEmpty()) {
            log.addAll(page);
            page = store.read(tenant, page.get(page.size() - 1).seq(), PAGE);
        }
        return log;
    }

    private static List<Lead> leads(Store store, TenantId tenant, LeadState state) {
        List<Lead> leads = new ArrayList<>();
        List<Lead> page = store.leads(tenant, null, state, 0, PAGE);
        while (!page.isEmpty()) {
            leads.addAll(page);
            page = store.leads(tenant, null, state, page.get(page.size() - 1).position(), PAGE);
        }
        return leads;
    }
}
