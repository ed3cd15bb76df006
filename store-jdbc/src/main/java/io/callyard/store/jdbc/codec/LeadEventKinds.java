package io.callyard.store.jdbc.codec;

import io.callyard.event.LeadEvent;
import io.callyard.event.LeadEvent.LeadAdded;
import io.callyard.event.LeadEvent.LeadDialed;
import io.callyard.model.CallId;
import io.callyard.model.PhoneNumber;
import io.callyard.model.UserId;
import io.callyard.model.lead.LeadId;
import java.io.IOException;
import java.util.List;

/** The events of leads, each with which one it is about in {@code lead} and whose it is in {@code user}. */
final class LeadEventKinds {
    static final List<EventKind<?>> ALL = List.of(
            new EventKind<>(
                    EventCodec.LEAD_ADDED,
                    LeadAdded.class,
                    (json, event) -> begin(json, event)
                            .text("phone", event.phoneNumber().e164())
                            .text("name", event.name()),
                    json -> new LeadAdded(
                            lead(json), user(json), json.text("phone", PhoneNumber::parse), json.textOrNull("name"))),
            new EventKind<>(
                    EventCodec.LEAD_DIALED,
                    LeadDialed.class,
                    (json, event) -> begin(json, event).text("call", event.call()),
                    json -> new LeadDialed(lead(json), user(json), json.text("call", CallId::parse))));

    private LeadEventKinds() {}

    private static JsonWriter begin(JsonWriter json, LeadEvent event) throws IOException {
        return json.text("lead", event.lead()).text("user", event.user());
    }

    private static LeadId lead(JsonFields json) {
        return json.text("lead", LeadId::new);
    }

    private static UserId user(JsonFields json) {
        return json.text("user", UserId::new);
    }
}
