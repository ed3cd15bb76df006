package io.callyard.web;

import io.callyard.lead.LeadImport;
import io.callyard.model.lead.Lead;
import io.callyard.model.lead.LeadContact;
import io.callyard.model.lead.LeadDial;
import io.callyard.spi.store.LeadCounts;
import io.callyard.wire.JsonWriter;
import io.callyard.wire.LeadRunJson;

/** How leads look from outside. */
final class LeadJson {
    private LeadJson() {}

    /** Writes a lead's members; with {@code masked}, the middle of the number is hidden. */
    static void members(JsonWriter json, Lead lead, boolean masked) {
        LeadContact contact = lead.contact();
        LeadDial dial = lead.dial();
        json.id("lead_id", lead.id())
                .word("state", lead.state())
                .id("user_id", lead.user())
                .field("name", contact.name())
                .field(
                        "phone_number",
                        masked
                                ? contact.phoneNumber().masked()
                                : contact.phoneNumber().e164())
                .id("agent_id", contact.agent())
                .field("priority", contact.priority())
                .field("position", lead.position())
                .field("added_at", lead.addedAt())
                .id("call_id", dial == null ? null : dial.call())
                .field("dialed_at", dial == null ? null : dial.at());
    }

    /** Writes how many leads there are, by how far they are. */
    static void counts(JsonWriter json, LeadCounts counts) {
        LeadRunJson.counts(json, counts);
    }

    /** Writes what became of a list. */
    static void counts(JsonWriter json, LeadImport result, ContactRows rows) {
        json.field("added", result.added())
                .field("known", result.known())
                .field("rejected_total", result.rejected())
                .list(
                        "rejected",
                        result.rejections(),
                        told -> json.object(() ->
                                json.field("row", told.row()).field("reason", rows.reason(told.row(), told.reason()))));
    }
}
