package io.callyard.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.audit.EventAudit;
import io.callyard.event.LeadEvent;
import io.callyard.model.Call;
import io.callyard.model.TenantId;
import io.callyard.model.UserId;
import io.callyard.model.lead.Lead;
import io.callyard.model.lead.LeadContact;
import io.callyard.model.lead.LeadId;
import io.callyard.model.lead.LeadState;
import io.callyard.spi.store.LeadAnswer;
import io.callyard.spi.store.LeadIntake;
import io.callyard.spi.store.LeadOrder;
import io.callyard.spi.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;

/** The words in which the tests of leads are written. After each test the leads are held against their events. */
abstract class LeadFixture extends StoreFixture {
    static final UserId ANN = new UserId("ann");
    static final UserId BOB = new UserId("bob");

    /** More leads than a test has. */
    static final int MANY = 10_000;

    LeadFixture(StoreContract opener) {
        super(opener);
    }

    @AfterEach
    void auditLeads() {
        for (TenantId id : isClosed() ? List.<TenantId>of() : List.copyOf(tenants())) {
            EventAudit audit = EventAudit.of(id);
            eventsOf(id).forEach(audit::accept);
            for (LeadState state : LeadState.values()) {
                for (Lead lead : store.leads(id, null, state, 0, MANY)) {
                    assertThat(audit.compare(lead)).isEmpty();
                }
            }
        }
    }

    // Adding

    static LeadContact contact(String id, UserId user) {
        return LeadContact.of(new LeadId(id), user, number());
    }

    Lead add(TenantId owner, LeadContact contact) {
        LeadIntake intake = store.addLeads(owner, List.of(contact)).get(0);
        assertThat(intake.isNew()).isTrue();
        return intake.lead();
    }

    Lead add(String id, UserId user) {
        return add(tenant, contact(id, user));
    }

    /** Adds leads with ids of their own, and says so for as many. */
    List<Lead> add(int count, UserId user) {
        List<LeadContact> contacts = IntStream.range(0, count)
                .mapToObj(i -> contact(uniqueName("lead"), user))
                .toList();
        return store.addLeads(tenant, contacts).stream().map(LeadIntake::lead).toList();
    }

    // Dialling

    LeadOrder order(TenantId owner, LeadId lead) {
        return new LeadOrder(lead, newCallId(owner), List.of());
    }

    LeadOrder order(Lead lead) {
        return order(lead.tenant(), lead.id());
    }

    List<LeadOrder> orders(List<Lead> leads) {
        return leads.stream().map(this::order).toList();
    }

    static List<LeadAnswer> dial(Store at, TenantId owner, UserId user, List<LeadOrder> orders) {
        return at.dialLeads(owner, user, orders, MACHINE);
    }

    LeadAnswer dial(Lead lead, UserId user) {
        return dial(store, lead.tenant(), user, List.of(order(lead))).get(0);
    }

    /** Dials a lead that can be dialled, and returns its call. */
    Call dialed(Lead lead) {
        LeadAnswer answer = dial(lead, lead.user());
        assertThat(answer).isInstanceOf(LeadAnswer.Dialed.class);
        return ((LeadAnswer.Dialed) answer).call();
    }

    // Reading

    Lead fresh(Lead lead) {
        return store.lead(lead.tenant(), lead.id()).orElseThrow();
    }

    List<Lead> pending(UserId user) {
        return store.leads(tenant, user, LeadState.PENDING, 0, MANY);
    }

    List<LeadEvent> leadEvents() {
        List<LeadEvent> found = new ArrayList<>();
        eventsOf(tenant).forEach(logged -> {
            if (logged.event() instanceof LeadEvent event) {
                found.add(event);
            }
        });
        return found;
    }
}
