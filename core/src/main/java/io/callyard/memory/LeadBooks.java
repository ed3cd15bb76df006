package io.callyard.memory;

import io.callyard.event.LeadEvent.LeadAdded;
import io.callyard.event.LeadEvent.LeadDialed;
import io.callyard.machine.CallMachine;
import io.callyard.model.Call;
import io.callyard.model.CallId;
import io.callyard.model.CallState;
import io.callyard.model.NewCall;
import io.callyard.model.TenantId;
import io.callyard.model.UserId;
import io.callyard.model.lead.Lead;
import io.callyard.model.lead.LeadContact;
import io.callyard.model.lead.LeadDial;
import io.callyard.model.lead.LeadId;
import io.callyard.model.lead.LeadState;
import io.callyard.spi.store.Intake;
import io.callyard.spi.store.LeadAnswer;
import io.callyard.spi.store.LeadCounts;
import io.callyard.spi.store.LeadIntake;
import io.callyard.spi.store.LeadOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The leads of all tenants, and the steps on them; their calls are the ledger's.
 *
 * <p><b>Threads.</b> One at a time.
 */
class LeadBooks {
    final Ledger ledger;
    private final Map<TenantId, TenantLeads> tenants = new HashMap<>();

    LeadBooks(Ledger ledger) {
        this.ledger = ledger;
    }

    List<LeadIntake> add(TenantId tenantId, List<LeadContact> contacts) {
        if (contacts.isEmpty()) {
            throw new IllegalArgumentException("no leads to add");
        }
        Instant now = ledger.now();
        Tenant tenant = ledger.tenant(tenantId);
        List<LeadIntake> answers = new ArrayList<>(contacts.size());
        for (LeadContact contact : contacts) {
            Lead known = of(tenantId).find(contact.id());
            Lead lead = known == null ? add(tenant, contact, now) : known;
            answers.add(new LeadIntake(lead, known == null));
        }
        return answers;
    }

    Lead add(Tenant tenant, LeadContact contact, Instant now) {
        LeadAdded added = new LeadAdded(contact.id(), contact.user(), contact.phoneNumber(), contact.name());
        long seq = ledger.log(tenant, List.of(added), now).get(0).seq();
        Lead lead = new Lead(tenant.id, contact, seq, now, null);
        replace(lead);
        return lead;
    }

    /** Puts a lead in the place of the one with its id. */
    void replace(Lead lead) {
        tenants.computeIfAbsent(lead.tenant(), any -> new TenantLeads()).put(lead);
    }

    List<LeadAnswer> dial(TenantId tenantId, UserId user, List<LeadOrder> orders, CallMachine machine) {
        if (orders.isEmpty()) {
            throw new IllegalArgumentException("no leads to dial");
        }
        Map<LeadId, Call> taken = takeIn(tenantId, wanted(tenantId, user, orders), machine);
        List<LeadAnswer> answers = new ArrayList<>(orders.size());
        for (LeadOrder order : orders) {
            Lead lead = of(tenantId).find(order.lead());
            if (lead == null) {
                answers.add(new LeadAnswer.NotFound(order.lead()));
            } else if (!mayDial(lead, user)) {
                answers.add(new LeadAnswer.OfAnother(order.lead()));
            } else {
                // The first order of a lead has its call; a second one comes too late.
                Call call = taken.remove(lead.id());
                answers.add(call == null ? new LeadAnswer.DialedBefore(lead) : new LeadAnswer.Dialed(lead, call));
            }
        }
        return answers;
    }

    boolean mayDial(Lead lead, UserId user) {
        return lead.user().equals(user);
    }

    /** Returns the calls of those that may be dialled, each lead once. */
    private Map<LeadId, NewCall> wanted(TenantId tenantId, UserId user, List<LeadOrder> orders) {
        Map<LeadId, NewCall> wanted = new LinkedHashMap<>();
        for (LeadOrder order : orders) {
            Lead lead = of(tenantId).find(order.lead());
            if (lead != null && lead.state() == LeadState.PENDING && mayDial(lead, user)) {
                wanted.putIfAbsent(lead.id(), new NewCall(order.call(), lead.request(), order.verdicts()));
            }
        }
        return wanted;
    }

    /** Takes calls in and marks their leads; returns those that are new. Nothing is marked if a call cannot be kept. */
    private Map<LeadId, Call> takeIn(TenantId tenantId, Map<LeadId, NewCall> wanted, CallMachine machine) {
        Map<LeadId, Call> taken = new HashMap<>();
        if (wanted.isEmpty()) {
            return taken;
        }
        List<LeadId> ids = List.copyOf(wanted.keySet());
        List<Intake> intakes = place(tenantId, List.copyOf(wanted.values()), machine);
        for (int i = 0; i < ids.size(); i++) {
            Call call = intakes.get(i).call();
            mark(ledger.tenant(tenantId), ids.get(i), call);
            if (intakes.get(i).isNew()) {
                taken.put(ids.get(i), call);
            }
        }
        return taken;
    }

    List<Intake> place(TenantId tenantId, List<NewCall> calls, CallMachine machine) {
        Set<CallId> ids = new HashSet<>();
        for (NewCall call : calls) {
            if (!ids.add(call.id()) || ledger.call(call.id()) != null) {
                throw new IllegalArgumentException("there is a call " + call.id() + " already");
            }
        }
        return ledger.place(tenantId, calls, machine);
    }

    void mark(Tenant tenant, LeadId id, Call call) {
        Instant now = ledger.latest();
        Lead lead = of(tenant.id).find(id);
        if (lead != null) {
            replace(lead.dialed(new LeadDial(call.id(), now)));
            ledger.log(tenant, List.of(new LeadDialed(id, lead.user(), call.id())), now);
        }
    }

    Optional<Lead> find(TenantId tenant, LeadId id) {
        return Optional.ofNullable(of(tenant).find(id));
    }

    List<Lead> find(TenantId tenant, Collection<LeadId> ids) {
        return ids.stream().distinct().flatMap(id -> find(tenant, id).stream()).toList();
    }

    List<Lead> page(TenantId tenant, @Nullable UserId user, LeadState state, long after, int max) {
        if (max < 1) {
            throw new IllegalArgumentException("max must be at least 1, but was " + max);
        }
        return of(tenant).list(user, state).tailMap(after, false).values().stream()
                .limit(max)
                .toList();
    }

    LeadCounts counts(TenantId tenant, @Nullable UserId user) {
        long waiting = 0;
        long live = 0;
        long over = 0;
        for (Lead lead : of(tenant).list(user, LeadState.DIALED).values()) {
            Call call = lead.dial() == null ? null : ledger.call(lead.dial().call());
            if (call == null || call.state() == CallState.ENDED) {
                over++;
            } else if (call.state().holdsSlot()) {
                live++;
            } else {
                waiting++;
            }
        }
        return new LeadCounts(of(tenant).list(user, LeadState.PENDING).size(), waiting, live, over);
    }

    /** Returns a tenant's leads; none, of which nobody knows, if there are none. */
    private TenantLeads of(TenantId tenant) {
        TenantLeads known = tenants.get(tenant);
        return known == null ? new TenantLeads() : known;
    }
}
