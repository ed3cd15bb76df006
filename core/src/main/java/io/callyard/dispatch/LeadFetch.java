package io.callyard.dispatch;

import io.callyard.lead.LeadRun;
import io.callyard.lead.LeadRun.Called;
import io.callyard.lead.LeadRun.Refusal;
import io.callyard.model.NewCall;
import io.callyard.model.TenantId;
import io.callyard.model.UserId;
import io.callyard.model.lead.Lead;
import io.callyard.model.lead.LeadId;
import io.callyard.model.lead.LeadState;
import io.callyard.spi.store.LeadAnswer;
import io.callyard.spi.store.LeadOrder;
import io.callyard.spi.store.LeadStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Leads that a page has fetched, on their way into the queue. One thread at a time; used once. */
final class LeadFetch {
    /** Leads are dialled in batches, so that nobody else of the tenant waits long; a run may end between two. */
    private static final int BATCH = 200;

    private final LeadStore store;
    private final IntakeDesk intake;
    private final TenantId tenant;
    private final UserId user;
    private final List<Called> called = new ArrayList<>();
    private final List<Refusal> refused = new ArrayList<>();
    private final List<LeadId> unknown = new ArrayList<>();
    private final List<LeadId> ofOthers = new ArrayList<>();
    private long started;

    LeadFetch(LeadStore store, IntakeDesk intake, TenantId tenant, UserId user) {
        this.store = store;
        this.intake = intake;
        this.tenant = tenant;
        this.user = user;
    }

    /** Dials whatever is pending, each lead once even if it stays pending. */
    LeadRun all() {
        long after = 0;
        List<Lead> page;
        do {
            page = store.leads(tenant, user, LeadState.PENDING, after, BATCH);
            if (!page.isEmpty()) {
                dial(page);
                after = page.get(page.size() - 1).position();
            }
        } while (page.size() == BATCH);
        // Another tab came first with these; nobody has asked for them by name.
        called.clear();
        return result();
    }

    /** Dials leads by their ids. */
    LeadRun these(List<LeadId> ids) {
        List<LeadId> distinct = ids.stream().distinct().toList();
        for (int from = 0; from < distinct.size(); from += BATCH) {
            batch(distinct.subList(from, Math.min(from + BATCH, distinct.size())));
        }
        return result();
    }

    private void batch(List<LeadId> ids) {
        Map<LeadId, Lead> found =
                store.leads(tenant, ids).stream().collect(Collectors.toMap(Lead::id, Function.identity()));
        List<Lead> mine = new ArrayList<>();
        for (LeadId id : ids) {
            Lead lead = found.get(id);
            if (lead == null) {
                unknown.add(id);
            } else if (!lead.user().equals(user)) {
                ofOthers.add(id);
            } else if (lead.dial() != null) {
                called.add(new Called(id, lead.dial().call()));
            } else {
                mine.add(lead);
            }
        }
        dial(mine);
    }

    private void dial(List<Lead> leads) {
        List<LeadOrder> orders = new ArrayList<>();
        for (Lead lead : leads) {
            IntakeDesk.Judged judged = intake.judge(lead.request());
            if (judged instanceof IntakeDesk.Judged.Forbidden forbidden) {
                refuse(lead.id(), forbidden);
            } else if (judged instanceof IntakeDesk.Judged.Admitted admitted) {
                NewCall newCall = admitted.newCall();
                orders.add(new LeadOrder(lead.id(), newCall.id(), newCall.verdicts()));
            }
        }
        if (!orders.isEmpty()) {
            store.dialLeads(tenant, user, orders, intake.machine()).forEach(this::note);
        }
    }

    /** Between the look and the step somebody else may have come. */
    private void note(LeadAnswer answer) {
        if (answer instanceof LeadAnswer.Dialed) {
            started++;
        } else if (answer instanceof LeadAnswer.DialedBefore before
                && before.lead().dial() != null) {
            called.add(new Called(before.id(), before.lead().dial().call()));
        } else if (answer instanceof LeadAnswer.OfAnother) {
            ofOthers.add(answer.id());
        } else if (answer instanceof LeadAnswer.NotFound) {
            unknown.add(answer.id());
        }
    }

    private void refuse(LeadId lead, IntakeDesk.Judged.Forbidden forbidden) {
        if (refused.size() < LeadRun.MAX_TOLD) {
            refused.add(new Refusal(
                    lead, forbidden.verdict().rule(), forbidden.verdict().reason()));
        }
    }

    private LeadRun result() {
        return new LeadRun(started, called, refused, unknown, ofOthers, store.leadCounts(tenant, user));
    }
}
