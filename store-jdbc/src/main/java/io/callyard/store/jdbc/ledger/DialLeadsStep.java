package io.callyard.store.jdbc.ledger;

import io.callyard.event.LeadEvent.LeadDialed;
import io.callyard.machine.CallMachine;
import io.callyard.model.Call;
import io.callyard.model.LaneId;
import io.callyard.model.NewCall;
import io.callyard.model.TenantId;
import io.callyard.model.UserId;
import io.callyard.model.lead.Lead;
import io.callyard.model.lead.LeadDial;
import io.callyard.model.lead.LeadId;
import io.callyard.model.lead.LeadState;
import io.callyard.spi.store.Intake;
import io.callyard.spi.store.LeadAnswer;
import io.callyard.spi.store.LeadOrder;
import io.callyard.store.jdbc.sql.Session;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes the calls of leads in and marks the leads, in one transaction.
 *
 * @param tenant whose they are
 * @param user whose leads may be dialled
 * @param orders which leads
 * @param machine decides each call's first state
 */
record DialLeadsStep(TenantId tenant, UserId user, List<LeadOrder> orders, CallMachine machine)
        implements TenantStep<List<LeadAnswer>> {
    DialLeadsStep {
        orders = List.copyOf(orders);
        if (orders.isEmpty()) {
            throw new IllegalArgumentException("no leads to dial");
        }
    }

    @Override
    public boolean makesTenant() {
        return false;
    }

    @Override
    public List<LeadAnswer> absent() {
        return orders.stream()
                .<LeadAnswer>map(order -> new LeadAnswer.NotFound(order.lead()))
                .toList();
    }

    @Override
    public void want(Wanted wanted) {
        String lane = LaneKey.of(LaneId.LEADS);
        wanted.lanes.add(lane);
        for (LeadOrder order : orders) {
            wanted.lead(tenant, order.lead());
            wanted.key(tenant, lane, order.lead().key());
        }
    }

    @Override
    public List<LeadAnswer> run(TenantBook book, Session session) {
        Map<LeadId, Call> taken = takeIn(book, session, wantedCalls(book));
        List<LeadAnswer> answers = new ArrayList<>(orders.size());
        for (LeadOrder order : orders) {
            Lead lead = book.leads.find(order.lead());
            if (lead == null) {
                answers.add(new LeadAnswer.NotFound(order.lead()));
            } else if (!lead.user().equals(user)) {
                answers.add(new LeadAnswer.OfAnother(order.lead()));
            } else {
                // The first order of a lead has its call; a second one comes too late.
                Call call = taken.remove(lead.id());
                answers.add(call == null ? new LeadAnswer.DialedBefore(lead) : new LeadAnswer.Dialed(lead, call));
            }
        }
        return answers;
    }

    /** Returns the calls of those that may be dialled, each lead once. */
    private Map<LeadId, NewCall> wantedCalls(TenantBook book) {
        Map<LeadId, NewCall> wanted = new LinkedHashMap<>();
        for (LeadOrder order : orders) {
            Lead lead = book.leads.find(order.lead());
            if (lead != null && lead.state() == LeadState.PENDING && lead.user().equals(user)) {
                wanted.putIfAbsent(lead.id(), new NewCall(order.call(), lead.request(), order.verdicts()));
            }
        }
        return wanted;
    }

    /** Takes calls in and marks their leads; returns those that are new. */
    private Map<LeadId, Call> takeIn(TenantBook book, Session session, Map<LeadId, NewCall> wanted) {
        Map<LeadId, Call> taken = new HashMap<>();
        if (wanted.isEmpty()) {
            return taken;
        }
        List<Intake> intakes =
                PlaceStep.of(tenant, List.copyOf(wanted.values()), machine).run(book, session);
        int next = 0;
        for (LeadId id : wanted.keySet()) {
            Intake intake = intakes.get(next++);
            mark(book, id, intake.call());
            if (intake.isNew()) {
                taken.put(id, intake.call());
            }
        }
        return taken;
    }

    private static void mark(TenantBook book, LeadId id, Call call) {
        Lead lead = book.leads.find(id);
        if (lead != null) {
            book.leads.mark(lead.dialed(new LeadDial(call.id(), book.now)));
            book.log(List.of(new LeadDialed(id, lead.user(), call.id())));
        }
    }
}
