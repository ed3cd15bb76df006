package io.callyard.fake.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.fake.FakeResponse;
import io.callyard.fake.Party;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

@DisplayName("Answers have the shape that the API's description gives them")
@EnabledIfSystemProperty(named = "callyard.openapi", matches = ".+")
class ShapeTest {
    private static final String BASE = "/2010-04-01/Accounts/{AccountSid}";
    private static final String CALLS = BASE + "/Calls.json";
    private static final String CALL = BASE + "/Calls/{Sid}.json";

    private final Rig rig = new Rig();
    private Shape shape;

    @BeforeEach
    void read() throws IOException {
        shape = new Shape(Files.readString(Path.of(System.getProperty("callyard.openapi"), "twilio-voice.json")));
    }

    @Test
    void calls() {
        FakeResponse made = rig.send("POST", "/Calls.json", Rig.form("To", Rig.LEAD, "From", Rig.US, "Twiml", "x"));
        String sid = (String) Rig.json(made).get("sid");
        fits("post", CALLS, 201, made);
        fits("get", CALL, 200, rig.send("GET", "/Calls/" + sid + ".json", ""));
        rig.pass(3);
        fits("get", CALLS, 200, rig.send("GET", "/Calls.json?PageSize=1", ""));
        fits("post", CALL, 200, rig.send("POST", "/Calls/" + sid + ".json", "Status=completed"));
        fits("get", CALL, 200, rig.send("GET", "/Calls/" + sid + ".json", ""));
        fits("get", BASE + "/Calls/{CallSid}/Events.json", 200, rig.send("GET", "/Calls/" + sid + "/Events.json", ""));
        FakeResponse notes = rig.send("GET", "/Calls/" + sid + "/Notifications.json", "");
        assertThat(Rig.items(notes, "notifications")).isNotEmpty();
        fits("get", BASE + "/Calls/{CallSid}/Notifications.json", 200, notes);
    }

    @Test
    void queues() {
        rig.at("/voice", "<Enqueue waitUrl=\"\">q2</Enqueue>");
        FakeLine line = rig.twilio.incoming(Rig.LEAD, Rig.US, Party.answering(Rig.seconds(0), Party.FOR_EVER));
        rig.pass(3);
        fits("post", BASE + "/Queues.json", 201, rig.send("POST", "/Queues.json", "FriendlyName=q1"));
        FakeResponse all = rig.send("GET", "/Queues.json", "");
        fits("get", BASE + "/Queues.json", 200, all);
        String queue = "/Queues/" + Rig.items(all, "queues").get(0).get("sid");
        fits("get", BASE + "/Queues/{Sid}.json", 200, rig.send("GET", queue + ".json", ""));
        fits("post", BASE + "/Queues/{Sid}.json", 200, rig.send("POST", queue + ".json", "MaxSize=7"));
        fits("get", BASE + "/Queues/{QueueSid}/Members.json", 200, rig.send("GET", queue + "/Members.json", ""));
        String member = queue + "/Members/" + line.sid() + ".json";
        String described = BASE + "/Queues/{QueueSid}/Members/{CallSid}.json";
        fits("get", described, 200, rig.send("GET", member, ""));
        fits("post", described, 200, rig.send("POST", member, Rig.form("Url", Rig.APP + "/new")));
        fits("post", described, 400, rig.send("POST", member, Rig.form("Url", Rig.APP + "/new")));
    }

    @Test
    void errors() {
        fits("post", CALLS, 400, rig.send("POST", "/Calls.json", ""));
        fits("post", CALLS, 401, rig.send("POST", "/Calls.json", "", "nobody:x"));
        fits("get", CALL, 404, rig.send("GET", "/Calls/CA1.json", ""));
        fits("post", CALLS, 429, ApiException.answer(429, 20429));
        fits("post", CALLS, 500, ApiException.answer(500, 20500));
    }

    private void fits(String method, String path, int status, FakeResponse answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(shape.faults(method, path, status, answer.text())).isEmpty();
    }
}
