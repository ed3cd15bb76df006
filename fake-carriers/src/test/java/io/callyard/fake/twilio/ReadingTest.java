package io.callyard.fake.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.fake.FakeResponse;
import io.callyard.fake.Party;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Calls can be fetched, listed, and looked into")
class ReadingTest {
    private final Rig rig = new Rig(builder -> builder.callsPerSecond(100));

    @Test
    void oneCall() {
        rig.parties.put(Rig.LEAD, Party.answering(Rig.seconds(1), Rig.seconds(10)));
        String sid = rig.call(Rig.LEAD, "<Pause length=\"60\"/>");
        rig.pass(60);
        assertThat(Rig.json(rig.send("GET", "/Calls/" + sid + ".json", "")))
                .containsEntry("status", "completed")
                .containsEntry("duration", "10")
                .containsEntry("start_time", "Tue, 01 Jan 2030 00:00:00 +0000")
                .containsEntry("end_time", "Tue, 01 Jan 2030 00:00:11 +0000")
                .containsEntry("uri", "/2010-04-01/Accounts/" + Rig.ACCOUNT + "/Calls/" + sid + ".json");
        FakeResponse none = rig.send("GET", "/Calls/CA00000000000000000000000000000009.json", "");
        assertThat(none.status()).isEqualTo(404);
        assertThat(Rig.json(none)).containsEntry("code", 20404L);
    }

    @Test
    void pagesFollowOneAnotherWhileMoreCallsCome() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            made.add(0, rig.call(Rig.LEAD, ""));
        }
        List<Object> listed = new ArrayList<>();
        Object next = "/Calls.json?PageSize=2&To=" + "%2B15005550001";
        int pages = 0;
        while (next != null) {
            FakeResponse page = rig.send("GET", (String) next, "");
            Rig.items(page, "calls").forEach(call -> listed.add(call.get("sid")));
            next = Rig.json(page).get("next_page_uri");
            rig.call(Rig.LEAD, "");
            pages++;
        }
        assertThat(pages).isEqualTo(3);
        assertThat(listed).containsExactlyElementsOf(made);
    }

    @ParameterizedTest
    @CsvSource({
        "To=%2B15005550001, 2",
        "To=%2B15005550001&From=%2B15005550006, 2",
        "To=%2B15005550001&From=%2B15005550007, 0",
        "Status=completed, 3",
        "Status=queued, 0",
        "StartTime=2030-01-01, 3",
        "StartTime=2030-01-02, 0",
        "StartTime%3C=2030-01-01T00:00:10Z, 2",
        "StartTime>=2030-01-01T00:00:10Z, 1",
        "EndTime%3E=2030-01-02, 0",
        "'', 3",
    })
    void conditionsAreJoined(String query, int found) {
        rig.call(Rig.LEAD, "");
        rig.call("+15005550002", "");
        rig.pass(20);
        rig.call(Rig.LEAD, "");
        rig.pass(20);
        assertThat(Rig.items(rig.send("GET", "/Calls.json?" + query.replace(">", "%3E"), ""), "calls"))
                .hasSize(found);
    }

    @Test
    void childrenAreFoundByTheirParent() {
        String sid = rig.call(Rig.LEAD, "<Dial>+15005550002</Dial>");
        rig.pass(5);
        List<Map<String, Object>> found = Rig.items(rig.send("GET", "/Calls.json?ParentCallSid=" + sid, ""), "calls");
        assertThat(found).hasSize(1);
        assertThat(found.get(0)).containsEntry("to", "+15005550002").containsEntry("direction", "outbound-dial");
    }

    @ParameterizedTest
    @CsvSource({"PageSize=0", "PageSize=1001", "Status=over", "StartTime=yesterday"})
    void wrongConditionsAreRefused(String query) {
        assertThat(rig.send("GET", "/Calls.json?" + query, "").status()).isEqualTo(400);
    }

    @Test
    void aNewCallIsListedLate() {
        Rig slow = new Rig(builder -> builder.listingLag(Rig.seconds(3)));
        String sid = slow.call(Rig.LEAD, "");
        slow.passMillis(2_999);
        assertThat(slow.send("GET", "/Calls/" + sid + ".json", "").status()).isEqualTo(404);
        assertThat(slow.send("GET", "/Calls/" + sid + "/Events.json", "").status())
                .isEqualTo(404);
        assertThat(Rig.items(slow.send("GET", "/Calls.json", ""), "calls")).isEmpty();
        assertThat(slow.sentTo("/status")).isNotEmpty();
        slow.passMillis(1);
        assertThat(slow.send("GET", "/Calls/" + sid + ".json", "").status()).isEqualTo(200);
        assertThat(Rig.items(slow.send("GET", "/Calls.json", ""), "calls")).hasSize(1);
    }

    @Test
    void theStatusMayLagBehindItsReports() {
        Rig slow = new Rig(builder -> builder.statusLag(Rig.seconds(2)));
        slow.parties.put(Rig.LEAD, Party.answering(Rig.seconds(1), Rig.seconds(10)));
        String sid = slow.call(Rig.LEAD, "<Pause length=\"600\"/>");
        slow.passMillis(600);
        assertThat(slow.sentTo("/status", "CallStatus")).endsWith("ringing");
        assertThat(Rig.json(slow.send("GET", "/Calls/" + sid + ".json", ""))).containsEntry("status", "queued");
        slow.pass(2);
        assertThat(Rig.json(slow.send("GET", "/Calls/" + sid + ".json", ""))).containsEntry("status", "ringing");
        slow.pass(10);
        assertThat(slow.status(sid)).isEqualTo("completed");
        assertThat(Rig.json(slow.send("GET", "/Calls/" + sid + ".json", "")))
                .containsEntry("status", "in-progress")
                .containsEntry("duration", null)
                .containsEntry("end_time", null);
    }

    @Test
    @SuppressWarnings("unchecked")
    void theEventsHoldTheRequestThatMadeItAndEachWebhook() {
        String sid = rig.call(Rig.LEAD, "<Redirect>" + Rig.APP + "/next?attempt=a-17</Redirect>");
        rig.pass(60);
        List<Map<String, Object>> events = Rig.items(rig.send("GET", "/Calls/" + sid + "/Events.json", ""), "events");
        Map<String, Object> made = (Map<String, Object>) events.get(0).get("request");
        Map<String, Object> parameters = (Map<String, Object>) made.get("parameters");
        assertThat((String) made.get("url")).endsWith("/Calls.json");
        assertThat(parameters).containsEntry("To", Rig.LEAD).containsEntry("StatusCallback", Rig.APP + "/status");
        assertThat((List<Object>) parameters.get("StatusCallbackEvent")).hasSize(4);
        assertThat(events)
                .extracting(event -> ((Map<String, Object>) event.get("request")).get("url"))
                .containsExactly(
                        made.get("url"),
                        Rig.APP + "/status",
                        Rig.APP + "/status",
                        Rig.APP + "/status",
                        Rig.APP + "/next?attempt=a-17",
                        Rig.APP + "/status");
        assertThat((Map<String, Object>) events.get(1).get("response")).containsEntry("response_code", 204L);
    }

    @Test
    void aCallThatIsOverCanBeRemoved() {
        String sid = rig.call(Rig.LEAD, "");
        assertThat(rig.send("DELETE", "/Calls/" + sid + ".json", "").status()).isEqualTo(400);
        rig.pass(60);
        assertThat(rig.send("DELETE", "/Calls/" + sid + ".json", "").status()).isEqualTo(204);
        assertThat(rig.send("GET", "/Calls/" + sid + ".json", "").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({"GET, /Conferences.json", "PUT, /Calls.json", "GET, /Calls", "GET, /Calls/CA1/Recordings.json"})
    void whatIsNotThereIsNotFound(String method, String path) {
        assertThat(rig.send(method, path, "").status()).isEqualTo(404);
    }
}
