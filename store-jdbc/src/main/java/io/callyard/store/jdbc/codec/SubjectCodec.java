package io.callyard.store.jdbc.codec;

import io.callyard.model.AgentId;
import io.callyard.model.CallId;
import io.callyard.model.CallSubject;
import io.callyard.model.CallType;
import io.callyard.model.CampaignId;
import io.callyard.model.ContactId;
import io.callyard.model.PhoneNumber;
import io.callyard.model.UserId;
import java.io.IOException;
import java.util.UUID;

/** Whom a call is for and about, with the full number: in a call's fixed part and in its events. */
final class SubjectCodec {
    private SubjectCodec() {}

    /** Writes all of it. */
    static void write(JsonWriter json, CallSubject subject) throws IOException {
        json.text("id", subject.id()).constant("type", subject.type());
        writeRest(json, subject);
    }

    /** Writes all but the id and the type, which a call has columns for. */
    static void writeRest(JsonWriter json, CallSubject subject) throws IOException {
        json.text("campaign", subject.campaign())
                .text("user", subject.user())
                .text("agent", subject.agent())
                .text("contact", subject.contact())
                .text("contact_name", subject.contactName())
                .text("phone", subject.phoneNumber().e164());
    }

    /** Reads what {@link #write} wrote. */
    static CallSubject read(JsonFields json) {
        // The id was written by a CallId, so it needs none of the checks of text from outside.
        CallId id = new CallId(json.text("id", UUID::fromString));
        return readRest(json, id, json.constant("type", CallType.class));
    }

    /** Reads what {@link #writeRest} wrote. */
    static CallSubject readRest(JsonFields json, CallId id, CallType type) {
        return new CallSubject(
                id,
                type,
                json.textOrNull("campaign", CampaignId::new),
                json.textOrNull("user", UserId::new),
                json.textOrNull("agent", AgentId::new),
                json.textOrNull("contact", ContactId::new),
                json.textOrNull("contact_name"),
                json.text("phone", PhoneNumber::parse));
    }
}
