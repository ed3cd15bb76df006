package io.callyard.store.jdbc.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.audit.EventAudit;
import io.callyard.model.CallId;
import io.callyard.model.PhoneNumber;
import io.callyard.model.TenantId;
import io.callyard.model.UserId;
import io.callyard.model.lead.Lead;
import io.callyard.model.lead.LeadContact;
import io.callyard.model.lead.LeadId;
import io.callyard.model.lead.LeadState;
import io.callyard.spi.store.LeadAnswer;
import io.callyard.spi.store.LeadIntake;
import io.callyard.spi.store.LeadOrder;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * One user's leads at a node.
 *
 * @param node whose store
 * @param tenant whose leads
 */
record LeadHall(Node node, TenantId tenant) {
    static final UserId ANN = new UserId("ann");

    List<Lead> add(int count) {
        List<LeadContact> contacts = IntStream.range(0, count)
                .mapToObj(
                        i -> LeadContact.of(new LeadId("lead-" + i), ANN, PhoneNumber.parse("+1555" + (1_000_000 + i))))
                .toList();
        return node.store().addLeads(tenant, contacts).stream()
                .map(LeadIntake::lead)
                .toList();
    }

    static List<LeadOrder> orders(List<Lead> leads) {
        return leads.stream()
                .map(lead -> new LeadOrder(lead.id(), new CallId(UUID.randomUUID()), List.of()))
                .toList();
    }

    List<LeadAnswer> dial(List<LeadOrder> orders) {
        return node.store().dialLeads(tenant, ANN, orders, Node.MACHINE);
    }

    static long dialed(List<LeadAnswer> answers) {
        return answers.stream().filter(LeadAnswer.Dialed.class::isInstance).count();
    }

    List<Lead> in(LeadState state) {
        return node.store().leads(tenant, ANN, state, 0, 10_000);
    }

    /** Audits the log, and holds it against every lead: each that is marked has its call, no other has one. */
    EventAudit audit() {
        EventAudit audit = node.audit(tenant);
        for (LeadState state : LeadState.values()) {
            for (Lead lead : in(state)) {
                assertThat(audit.compare(lead)).isEmpty();
            }
        }
        assertThat(in(LeadState.DIALED)).allSatisfy(lead -> {
            assertThat(lead.dial()).isNotNull();
            assertThat(node.store().find(tenant, lead.dial().call()))
                    .hasValueSatisfying(
                            call -> assertThat(call.key()).isEqualTo(lead.id().key()));
        });
        return audit;
    }
}
