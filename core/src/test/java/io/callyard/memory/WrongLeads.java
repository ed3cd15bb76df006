package io.callyard.memory;

import io.callyard.machine.CallMachine;
import io.callyard.model.Call;
import io.callyard.model.CallRequest;
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
import io.callyard.spi.store.Store;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Mistakes about leads, made inside the store or around a right one. */
final class WrongLeads {
    private WrongLeads() {}

    /** Marks the leads, then takes their calls in. */
    static final class MarksBeforeItTakesCallsIn extends LeadBooks {
        MarksBeforeItTakesCallsIn(Ledger ledger) {
            super(ledger);
        }

        @Override
        List<Intake> place(TenantId tenant, List<NewCall> calls, CallMachine machine) {
            for (NewCall call : calls) {
                LeadId id = new LeadId(call.request().contact().value());
                replace(find(tenant, id).orElseThrow().dialed(new LeadDial(call.id(), ledger.now())));
            }
            return super.place(tenant, calls, machine);
        }

        @Override
        void mark(Tenant tenant, LeadId id, Call call) {}
    }

    /** Of several calls keeps those before the one that fails. */
    static final class TakesCallsInOneByOne extends LeadBooks {
        TakesCallsInOneByOne(Ledger ledger) {
            super(ledger);
        }

        @Override
        List<Intake> place(TenantId tenant, List<NewCall> calls, CallMachine machine) {
            List<Intake> intakes = new ArrayList<>();
            calls.forEach(call -> intakes.addAll(super.place(tenant, List.of(call), machine)));
            return intakes;
        }
    }

    /** Takes the call in and nothing else. */
    static final class ForgetsTheMark extends LeadBooks {
        ForgetsTheMark(Ledger ledger) {
            super(ledger);
        }

        @Override
        void mark(Tenant tenant, LeadId id, Call call) {}
    }

    /** Marks, and tells nobody. */
    static final class LogsNoDial extends LeadBooks {
        LogsNoDial(Ledger ledger) {
            super(ledger);
        }

        @Override
        void mark(Tenant tenant, LeadId id, Call call) {
            replace(find(tenant.id, id).orElseThrow().dialed(new LeadDial(call.id(), ledger.latest())));
        }
    }

    /** Keeps calls without a key, so that only the mark stands against a second. */
    static final class GivesCallsNoKey extends LeadBooks {
        GivesCallsNoKey(Ledger ledger) {
            super(ledger);
        }

        @Override
        List<Intake> place(TenantId tenant, List<NewCall> calls, CallMachine machine) {
            return super.place(
                    tenant,
                    calls.stream()
                            .map(call -> new NewCall(call.id(), withoutKey(call.request()), call.verdicts()))
                            .toList(),
                    machine);
        }
    }

    private static CallRequest withoutKey(CallRequest request) {
        return new CallRequest(
                request.tenant(),
                request.type(),
                request.phoneNumber(),
                null,
                request.user(),
                request.agent(),
                request.contact(),
                request.contactName(),
                request.data(),
                request.priority(),
                null,
                null,
                null);
    }

    /** Whoever asks may dial. */
    static final class DialsLeadsOfAnybody extends LeadBooks {
        DialsLeadsOfAnybody(Ledger ledger) {
            super(ledger);
        }

        @Override
        boolean mayDial(Lead lead, UserId user) {
            return true;
        }
    }

    /** The first that was added goes first, whatever was asked for. */
    static final class DialsInTheOrderOfItsOwn extends LeadBooks {
        DialsInTheOrderOfItsOwn(Ledger ledger) {
            super(ledger);
        }

        @Override
        List<LeadAnswer> dial(TenantId tenant, UserId user, List<LeadOrder> orders, CallMachine machine) {
            List<LeadOrder> sorted = orders.stream()
                    .sorted(Comparator.comparingLong(order ->
                            find(tenant, order.lead()).map(Lead::position).orElse(0L)))
                    .toList();
            return super.dial(tenant, user, sorted, machine);
        }
    }

    /** The last to come is right. */
    static final class ChangesKnownLeads extends LeadBooks {
        ChangesKnownLeads(Ledger ledger) {
            super(ledger);
        }

        @Override
        List<LeadIntake> add(TenantId tenant, List<LeadContact> contacts) {
            List<LeadIntake> answers = super.add(tenant, contacts);
            for (LeadContact contact : contacts) {
                Lead known = find(tenant, contact.id()).orElseThrow();
                replace(new Lead(tenant, contact, known.position(), known.addedAt(), known.dial()));
            }
            return answers;
        }
    }

    /** Counts from one on, beside the log. */
    static final class NumbersLeadsByItself extends LeadBooks {
        private long next = 1;

        NumbersLeadsByItself(Ledger ledger) {
            super(ledger);
        }

        @Override
        Lead add(Tenant tenant, LeadContact contact, Instant now) {
            super.add(tenant, contact, now);
            Lead lead = new Lead(tenant.id, contact, next++, now, null);
            replace(lead);
            return lead;
        }
    }

    /** Looks whether a lead was dialled, then dials it: two steps where one is needed. */
    static final class LooksThenDials extends ForwardingStore {
        private final Set<LeadId> dialed = ConcurrentHashMap.newKeySet();
        private final Window window = new Window();

        LooksThenDials(Store inner) {
            super(inner);
        }

        @Override
        public List<LeadAnswer> dialLeads(TenantId tenant, UserId user, List<LeadOrder> orders, CallMachine machine) {
            List<LeadAnswer> answers = new ArrayList<>();
            for (LeadOrder order : orders) {
                Lead lead = inner.lead(tenant, order.lead()).orElseThrow();
                boolean before = dialed.contains(lead.id());
                window.pass();
                dialed.add(lead.id());
                answers.add(before ? new LeadAnswer.DialedBefore(lead) : unchecked(lead, order, machine));
            }
            return answers;
        }

        private LeadAnswer unchecked(Lead lead, LeadOrder order, CallMachine machine) {
            NewCall call = NewCall.of(order.call(), withoutKey(lead.request()));
            Call kept =
                    inner.place(lead.tenant(), List.of(call), machine).get(0).call();
            Lead after = new Lead(
                    lead.tenant(),
                    lead.contact(),
                    lead.position(),
                    lead.addedAt(),
                    new LeadDial(kept.id(), kept.createdAt()));
            return new LeadAnswer.Dialed(after, kept);
        }
    }

    /** A lead is free again as soon as its call is over. */
    static final class DialsAgainWhatHasEnded extends ForwardingStore {
        DialsAgainWhatHasEnded(Store inner) {
            super(inner);
        }

        @Override
        public List<LeadAnswer> dialLeads(TenantId tenant, UserId user, List<LeadOrder> orders, CallMachine machine) {
            List<LeadAnswer> answers = new ArrayList<>();
            for (LeadOrder order : orders) {
                Lead lead = inner.lead(tenant, order.lead()).orElseThrow();
                boolean over = lead.dial() != null
                        && inner.find(tenant, lead.dial().call()).orElseThrow().state() == CallState.ENDED;
                answers.add(
                        over
                                ? again(lead, order, machine)
                                : inner.dialLeads(tenant, user, List.of(order), machine)
                                        .get(0));
            }
            return answers;
        }

        private LeadAnswer again(Lead lead, LeadOrder order, CallMachine machine) {
            NewCall call = NewCall.of(order.call(), withoutKey(lead.request()));
            return new LeadAnswer.Dialed(
                    lead,
                    inner.place(lead.tenant(), List.of(call), machine).get(0).call());
        }
    }

    /** Takes ids for the same that differ in case only. */
    static final class FoldsIds extends ForwardingStore {
        FoldsIds(Store inner) {
            super(inner);
        }

        private static LeadContact folded(LeadContact lead) {
            LeadId id = new LeadId(lead.id().value().toLowerCase(Locale.ROOT));
            return new LeadContact(
                    id, lead.user(), lead.phoneNumber(), lead.name(), lead.agent(), lead.data(), lead.priority());
        }

        @Override
        public List<LeadIntake> addLeads(TenantId tenant, List<LeadContact> leads) {
            return inner.addLeads(tenant, leads.stream().map(FoldsIds::folded).toList());
        }
    }

    /** Takes a page to begin behind as many rows as there were before the last one seen. */
    static final class SkipsRows extends ForwardingStore {
        SkipsRows(Store inner) {
            super(inner);
        }

        @Override
        public List<Lead> leads(TenantId tenant, UserId user, LeadState state, long after, int max) {
            List<Lead> all = inner.leads(tenant, user, state, 0, Integer.MAX_VALUE);
            List<Lead> both = new ArrayList<>(all);
            both.addAll(inner.leads(tenant, user, LeadState.DIALED, 0, Integer.MAX_VALUE));
            long rows = both.stream().filter(lead -> lead.position() <= after).count();
            return all.stream().skip(rows).limit(max).toList();
        }
    }

    /** Begins a page with the last lead of the one before. */
    static final class ShowsTheLastAgain extends ForwardingStore {
        ShowsTheLastAgain(Store inner) {
            super(inner);
        }

        @Override
        public List<Lead> leads(TenantId tenant, UserId user, LeadState state, long after, int max) {
            return inner.leads(tenant, user, state, Math.max(0, after - 1), max);
        }
    }

    /** Knows no users. */
    static final class ListsLeadsOfAnybody extends ForwardingStore {
        ListsLeadsOfAnybody(Store inner) {
            super(inner);
        }

        @Override
        public List<Lead> leads(TenantId tenant, UserId user, LeadState state, long after, int max) {
            return inner.leads(tenant, null, state, after, max);
        }
    }

    /** Takes a call that waits for one that is over. */
    static final class CountsWaitingAsOver extends ForwardingStore {
        CountsWaitingAsOver(Store inner) {
            super(inner);
        }

        @Override
        public LeadCounts leadCounts(TenantId tenant, UserId user) {
            LeadCounts counts = inner.leadCounts(tenant, user);
            return new LeadCounts(counts.pending(), 0, counts.live(), counts.over() + counts.waiting());
        }
    }

    /** Knows whose a lead is by its id alone. */
    static final class FindsLeadsOfAnyTenant extends ForwardingStore {
        private final Map<LeadId, TenantId> owners = new ConcurrentHashMap<>();

        FindsLeadsOfAnyTenant(Store inner) {
            super(inner);
        }

        private TenantId owner(LeadId id, TenantId asker) {
            return owners.getOrDefault(id, asker);
        }

        @Override
        public List<LeadIntake> addLeads(TenantId tenant, List<LeadContact> leads) {
            leads.forEach(lead -> owners.putIfAbsent(lead.id(), tenant));
            return inner.addLeads(tenant, leads);
        }

        @Override
        public Optional<Lead> lead(TenantId tenant, LeadId id) {
            return inner.lead(owner(id, tenant), id);
        }

        @Override
        public List<Lead> leads(TenantId tenant, Collection<LeadId> ids) {
            return ids.stream().flatMap(id -> lead(tenant, id).stream()).toList();
        }

        @Override
        public List<LeadAnswer> dialLeads(TenantId tenant, UserId user, List<LeadOrder> orders, CallMachine machine) {
            return inner.dialLeads(owner(orders.get(0).lead(), tenant), user, orders, machine);
        }
    }
}
