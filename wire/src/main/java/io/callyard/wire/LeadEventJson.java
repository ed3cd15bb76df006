package io.callyard.wire;

import io.callyard.event.LeadEvent;
import io.callyard.event.LeadEvent.LeadAdded;
import io.callyard.event.LeadEvent.LeadDialed;

/** How events about leads look to those who watch. What travels with a lead is in none of them. */
final class LeadEventJson {
    private LeadEventJson() {}

    /** Returns the wire name of an event. */
    static String type(LeadEvent event) {
        return event instanceof LeadAdded ? "lead_added" : "lead_dialed";
    }

    /** Writes what an event says; with {@code masked}, the middle of the number is hidden. */
    static void data(JsonWriter json, LeadEvent event, boolean masked) {
        json.id("lead_id", event.lead()).id("user_id", event.user());
        if (event instanceof LeadAdded added) {
            json.field("name", added.name())
                    .field(
                            "phone_number",
                            masked
                                    ? added.phoneNumber().masked()
                                    : added.phoneNumber().e164());
        } else if (event instanceof LeadDialed dialed) {
            json.id("call_id", dialed.call());
        }
    }
}
