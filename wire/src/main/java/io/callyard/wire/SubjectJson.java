package io.callyard.wire;

import io.callyard.model.CallSubject;

/** How whom a call is for and about looks from outside. */
public final class SubjectJson {
    private SubjectJson() {}

    /** Writes a subject's members; with {@code masked}, the middle of the number is hidden. */
    public static void about(JsonWriter json, CallSubject subject, boolean masked) {
        json.word("type", subject.type())
                .id("campaign_id", subject.campaign())
                .id("user_id", subject.user())
                .id("agent_id", subject.agent())
                .id("contact_id", subject.contact())
                .field("contact_name", subject.contactName())
                .field(
                        "phone_number",
                        masked
                                ? subject.phoneNumber().masked()
                                : subject.phoneNumber().e164());
    }
}
