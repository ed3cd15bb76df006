package io.callyard.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.lead.LeadRun;
import io.callyard.lead.LeadRun.Called;
import io.callyard.lead.LeadRun.Refusal;
import io.callyard.model.CallId;
import io.callyard.model.lead.LeadId;
import io.callyard.spi.store.LeadCounts;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("R3.2")
class LeadRunJsonTest {
    private static final CallId CALL = CallId.parse("018f0000-0000-7000-8000-000000000001");

    private static final LeadRun RUN = new LeadRun(
            2,
            List.of(new Called(new LeadId("a"), CALL), new Called(new LeadId("b"), CALL)),
            List.of(new Refusal(new LeadId("c"), "hours", "too early")),
            ids("u", "y"),
            ids("x"),
            new LeadCounts(1, 2, 3, 4));

    private static List<LeadId> ids(String... ids) {
        return Stream.of(ids).map(LeadId::new).toList();
    }

    private static String text(int most) {
        return JsonWriter.text(json -> LeadRunJson.members(json, RUN, most));
    }

    @Test
    void tellsWhatBecameOfEachLead() {
        assertThat(text(3))
                .isEqualTo("{\"started\":2,\"called\":[{\"lead_id\":\"a\",\"call_id\":\"" + CALL
                        + "\"},{\"lead_id\":\"b\",\"call_id\":\"" + CALL
                        + "\"}],\"refused\":[{\"lead_id\":\"c\",\"rule\":\"hours\",\"reason\":\"too early\"}],"
                        + "\"unknown\":[\"u\",\"x\",\"y\"],"
                        + "\"run\":{\"pending\":1,\"waiting\":2,\"live\":3,\"over\":4}}");
    }

    @Test
    void countsWhatALongListLeavesOut() {
        assertThat(text(2)).contains("\"unknown\":[\"u\",\"x\"],\"left_out\":1,");
        assertThat(text(1))
                .contains("\"called\":[{\"lead_id\":\"a\",\"call_id\":\"" + CALL + "\"}]", "\"left_out\":3,");
        assertThat(text(0)).contains("\"called\":[],\"refused\":[],\"unknown\":[],\"left_out\":6,");
    }
}
