package io.callyard.dispatch;

import io.callyard.campaign.ContactImport;
import io.callyard.campaign.ContactImport.Rejection;
import io.callyard.campaign.ContactSourceException;
import io.callyard.model.AgentId;
import io.callyard.model.CallData;
import io.callyard.model.CallRequest;
import io.callyard.model.Campaign;
import io.callyard.model.CampaignId;
import io.callyard.model.CampaignStatus;
import io.callyard.model.Contact;
import io.callyard.model.ContactId;
import io.callyard.model.NewCall;
import io.callyard.model.PhoneNumber;
import io.callyard.model.TenantId;
import io.callyard.spi.store.Intake;
import io.callyard.spi.store.Store;
import io.callyard.spi.store.UnknownCampaignException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One list of contacts on its way into a campaign. One thread at a time; used once. */
final class ContactLoad {
    private static final int BATCH = 500;

    private final Store store;
    private final IntakeDesk intake;
    private final TenantId tenant;
    private final CampaignId campaignId;
    private final List<NewCall> batch = new ArrayList<>(BATCH);
    private final List<Rejection> rejections = new ArrayList<>();
    private long accepted;
    private long duplicates;
    private long rejected;

    ContactLoad(Store store, IntakeDesk intake, TenantId tenant, CampaignId campaignId) {
        this.store = store;
        this.intake = intake;
        this.tenant = tenant;
        this.campaignId = campaignId;
    }

    ContactImport add(Iterator<Contact> contacts) {
        Campaign campaign = store.campaign(tenant, campaignId)
                .orElseThrow(() -> new UnknownCampaignException(campaignId, "does not exist"));
        if (campaign.status() == CampaignStatus.STOPPED) {
            throw new UnknownCampaignException(campaignId, "was stopped and takes no more calls");
        }
        long row = 0;
        while (true) {
            Contact contact;
            try {
                if (!contacts.hasNext()) {
                    break;
                }
                contact = contacts.next();
            } catch (RuntimeException e) {
                flush();
                throw new ContactSourceException(result(), e);
            }
            row++;
            take(row, contact, campaign.settings().agent());
        }
        flush();
        return result();
    }

    private void take(long row, @Nullable Contact contact, @Nullable AgentId defaultAgent) {
        if (contact == null) {
            reject(row, "there is no contact");
            return;
        }
        IntakeDesk.Judged judged;
        try {
            judged = intake.judge(request(contact, defaultAgent));
        } catch (IllegalArgumentException e) {
            reject(row, String.valueOf(e.getMessage()));
            return;
        }
        if (judged instanceof IntakeDesk.Judged.Forbidden forbidden) {
            reject(row, forbidden.verdict().rule() + ": " + forbidden.verdict().reason());
        } else if (judged instanceof IntakeDesk.Judged.Admitted admitted) {
            batch.add(admitted.newCall());
            if (batch.size() == BATCH) {
                flush();
            }
        }
    }

    private CallRequest request(Contact contact, @Nullable AgentId defaultAgent) {
        String phoneNumber = stripped(contact.phoneNumber());
        if (phoneNumber == null) {
            throw new IllegalArgumentException("phone number is missing");
        }
        PhoneNumber number = PhoneNumber.parse(phoneNumber);
        String id = stripped(contact.contactId());
        String agent = stripped(contact.agentId());
        String data = contact.data();
        return CallRequest.campaign(tenant, campaignId, number)
                .contact(id == null ? null : new ContactId(id))
                .contactName(stripped(contact.name()))
                .agent(agent == null ? defaultAgent : new AgentId(agent))
                .data(data == null || data.isBlank() ? CallData.NONE : new CallData(data))
                .priority(contact.priority())
                // Unique in the campaign's lane: whoever is on the list twice is called once.
                .key(id == null ? number.e164() : id)
                .build();
    }

    private void flush() {
        if (batch.isEmpty()) {
            return;
        }
        for (Intake intake : store.place(tenant, batch, this.intake.machine())) {
            if (intake.isNew()) {
                accepted++;
            } else {
                duplicates++;
            }
        }
        batch.clear();
    }

    private void reject(long row, String reason) {
        rejected++;
        if (rejections.size() < ContactImport.MAX_REJECTIONS) {
            rejections.add(new Rejection(row, reason));
        }
    }

    private ContactImport result() {
        return new ContactImport(accepted, duplicates, rejected, rejections);
    }

    private static @Nullable String stripped(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
