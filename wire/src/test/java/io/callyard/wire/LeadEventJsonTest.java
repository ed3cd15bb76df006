package io.callyard.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.event.LeadEvent;
import io.callyard.event.LeadEvent.LeadAdded;
import io.callyard.event.LeadEvent.LeadDialed;
import io.callyard.model.CallId;
import io.callyard.model.PhoneNumber;
import io.callyard.model.UserId;
import io.callyard.model.lead.LeadId;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("R3.5")
class LeadEventJsonTest {
    private static final LeadId LEAD = new LeadId("l-1");
    private static final UserId ANN = new UserId("ann");
    private static final PhoneNumber NUMBER = PhoneNumber.parse("+12025550142");

    private static String text(LeadEvent event, boolean masked) {
        return JsonWriter.text(json -> LeadEventJson.data(json, event, masked));
    }

    @Test
    void tellsWhoWasAdded() {
        LeadEvent added = new LeadAdded(LEAD, ANN, NUMBER, "Zo\u00eb");

        assertThat(LeadEventJson.type(added)).isEqualTo("lead_added");
        assertThat(text(added, false))
                .isEqualTo("{\"lead_id\":\"l-1\",\"user_id\":\"ann\",\"name\":\"Zo\u00eb\","
                        + "\"phone_number\":\"+12025550142\"}");
    }

    @Test
    void hidesTheNumberFromThoseWhoMayNotSeeIt() {
        assertThat(text(new LeadAdded(LEAD, ANN, NUMBER, null), true))
                .isEqualTo("{\"lead_id\":\"l-1\",\"user_id\":\"ann\",\"name\":null," + "\"phone_number\":\""
                        + NUMBER.masked() + "\"}")
                .doesNotContain("5550142");
    }

    @Test
    void tellsByWhichCallALeadWasDialled() {
        LeadEvent dialed = new LeadDialed(LEAD, ANN, CallId.parse("00000000-0000-0005-0000-000000000006"));

        assertThat(LeadEventJson.type(dialed)).isEqualTo("lead_dialed");
        assertThat(text(dialed, true))
                .isEqualTo("{\"lead_id\":\"l-1\",\"user_id\":\"ann\","
                        + "\"call_id\":\"00000000-0000-0005-0000-000000000006\"}");
    }
}
