package io.callyard.store.jdbc.ledger;

import io.callyard.event.LeadEvent.LeadAdded;
import io.callyard.model.TenantId;
import io.callyard.model.lead.Lead;
import io.callyard.model.lead.LeadContact;
import io.callyard.spi.store.LeadIntake;
import io.callyard.store.jdbc.sql.Session;
import java.util.ArrayList;
import java.util.List;

/**
 * Adds leads.
 *
 * @param tenant whose they are
 * @param contacts who they are
 */
record AddLeadsStep(TenantId tenant, List<LeadContact> contacts) implements TenantStep<List<LeadIntake>> {
    AddLeadsStep {
        contacts = List.copyOf(contacts);
        if (contacts.isEmpty()) {
            throw new IllegalArgumentException("no leads to add");
        }
    }

    @Override
    public void want(Wanted wanted) {
        contacts.forEach(contact -> wanted.lead(tenant, contact.id()));
    }

    @Override
    public List<LeadIntake> run(TenantBook book, Session session) {
        List<LeadIntake> answers = new ArrayList<>(contacts.size());
        for (LeadContact contact : contacts) {
            Lead known = book.leads.find(contact.id());
            answers.add(known == null ? new LeadIntake(add(book, contact), true) : new LeadIntake(known, false));
        }
        return answers;
    }

    private Lead add(TenantBook book, LeadContact contact) {
        LeadAdded added = new LeadAdded(contact.id(), contact.user(), contact.phoneNumber(), contact.name());
        long seq = book.log(List.of(added)).get(0).seq();
        Lead lead = new Lead(tenant, contact, seq, book.now, null);
        book.leads.add(lead);
        return lead;
    }
}
