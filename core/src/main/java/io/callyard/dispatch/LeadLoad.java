package io.callyard.dispatch;

import io.callyard.lead.LeadImport;
import io.callyard.lead.LeadImport.Rejection;
import io.callyard.lead.LeadSourceException;
import io.callyard.model.AgentId;
import io.callyard.model.CallData;
import io.callyard.model.CallType;
import io.callyard.model.Contact;
import io.callyard.model.PhoneNumber;
import io.callyard.model.TenantId;
import io.callyard.model.UserId;
import io.callyard.model.lead.LeadContact;
import io.callyard.model.lead.LeadId;
import io.callyard.spi.store.LeadIntake;
import io.callyard.spi.store.LeadStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One list of leads on its way into a store. One thread at a time; used once. */
final class LeadLoad {
    private static final int BATCH = 500;

    private final LeadStore store;
    private final TenantId tenant;
    private final UserId user;
    private final List<Row> batch = new ArrayList<>(BATCH);
    private final List<Rejection> rejections = new ArrayList<>();
    private long added;
    private long known;
    private long rejected;

    private record Row(long number, LeadContact lead) {}

    LeadLoad(LeadStore store, TenantId tenant, UserId user) {
        this.store = store;
        this.tenant = tenant;
        this.user = user;
    }

    LeadImport add(Iterator<Contact> contacts) {
        for (long row = 1; ; row++) {
            Contact contact;
            try {
                if (!contacts.hasNext()) {
                    break;
                }
                contact = contacts.next();
            } catch (RuntimeException e) {
                flush();
                throw new LeadSourceException(result(), e);
            }
            take(row, contact);
        }
        flush();
        return result();
    }

    private void take(long row, @Nullable Contact contact) {
        if (contact == null) {
            reject(row, "there is no lead");
            return;
        }
        try {
            batch.add(new Row(row, lead(contact)));
        } catch (IllegalArgumentException e) {
            reject(row, String.valueOf(e.getMessage()));
            return;
        }
        if (batch.size() == BATCH) {
            flush();
        }
    }

    private LeadContact lead(Contact contact) {
        String agent = stripped(contact.agentId());
        String data = contact.data();
        return new LeadContact(
                new LeadId(required(contact.contactId(), "lead id")),
                user,
                PhoneNumber.parse(required(contact.phoneNumber(), "phone number")),
                stripped(contact.name()),
                agent == null ? null : new AgentId(agent),
                data == null || data.isBlank() ? CallData.NONE : new CallData(data),
                contact.priority() == null ? CallType.LEAD.defaultPriority() : contact.priority());
    }

    private void flush() {
        if (batch.isEmpty()) {
            return;
        }
        List<LeadIntake> intakes =
                store.addLeads(tenant, batch.stream().map(Row::lead).toList());
        for (int i = 0; i < intakes.size(); i++) {
            LeadIntake intake = intakes.get(i);
            if (intake.isNew()) {
                added++;
            } else if (intake.lead().user().equals(user)) {
                known++;
            } else {
                reject(batch.get(i).number(), "the lead id is taken");
            }
        }
        batch.clear();
    }

    private void reject(long row, String reason) {
        rejected++;
        if (rejections.size() < LeadImport.MAX_REJECTIONS) {
            rejections.add(new Rejection(row, reason));
        }
    }

    /** What the store turned down was told when its batch was full, behind rows that came after it. */
    private LeadImport result() {
        rejections.sort(Comparator.comparingLong(Rejection::row));
        return new LeadImport(added, known, rejected, rejections);
    }

    private static String required(@Nullable String text, String what) {
        String value = stripped(text);
        if (value == null) {
            throw new IllegalArgumentException(what + " is missing");
        }
        return value;
    }

    private static @Nullable String stripped(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
