package io.callyard.store.jdbc.codec;

import io.callyard.model.AgentId;
import io.callyard.model.CallData;
import io.callyard.model.PhoneNumber;
import io.callyard.model.UserId;
import io.callyard.model.lead.LeadContact;
import io.callyard.model.lead.LeadId;

/** Who a lead is, as JSON and back: all but its id and its user, which have columns. Stateless. */
public final class LeadCodec {
    private LeadCodec() {}

    /** Returns it as JSON, the full phone number included; equal contacts give equal text. */
    public static String body(LeadContact contact) {
        return JsonWriter.object(json -> json.text(
                        "phone", contact.phoneNumber().e164())
                .text("name", contact.name())
                .text("agent", contact.agent())
                .text("data", contact.data().isEmpty() ? null : contact.data().text())
                .number("priority", contact.priority()));
    }

    /**
     * Returns what was written.
     *
     * @throws IllegalStateException if a field is missing, or the fields make no contact
     */
    public static LeadContact read(LeadId id, UserId user, String body) {
        return JsonFields.read("lead", body, json -> {
            CallData data = json.textOrNull("data", CallData::new);
            return new LeadContact(
                    id,
                    user,
                    json.text("phone", PhoneNumber::parse),
                    json.textOrNull("name"),
                    json.textOrNull("agent", AgentId::new),
                    data == null ? CallData.NONE : data,
                    json.integer("priority"));
        });
    }
}
