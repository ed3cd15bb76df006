package io.callyard.fake.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.fake.FakeResponse;
import io.callyard.fake.Party;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** {@link Rig} holds each answer against the description, here and in all other tests. */
@DisplayName("Answers have the shape that the API's description gives them")
@EnabledIfSystemProperty(named = "callyard.openapi", matches = ".+")
class ShapeTest {
    private final Rig rig = new Rig();

    @Test
    void everyOperation() {
        calls();
        queues();

        assertThat(rig.check.operations())
                .containsExactlyInAnyOrderElementsOf(
                        Objects.requireNonNull(Rig.DESCRIPTION).operations());
    }

    private void calls() {
        FakeResponse made =
                answered(201, "POST", "/Calls.json", Rig.form("To", Rig.LEAD, "From", Rig.US, "Twiml", "x"));
        String call = "/Calls/" + Rig.json(made).get("sid");
        answered(200, "GET", call + ".json", "");
        rig.pass(3);
        answered(200, "GET", "/Calls.json?PageSize=1", "");
        answered(200, "POST", call + ".json", "Status=completed");
        answered(200, "GET", call + ".json", "");
        answered(200, "GET", call + "/Events.json", "");
        FakeResponse notes = answered(200, "GET", call + "/Notifications.json", "");
        assertThat(Rig.items(notes, "notifications")).isNotEmpty();
        answered(204, "DELETE", call + ".json", "");
    }

    private void queues() {
        rig.at("/voice", "<Enqueue waitUrl=\"\">q2</Enqueue>");
        FakeLine line = rig.twilio.incoming(Rig.LEAD, Rig.US, Party.answering(Rig.seconds(0), Party.FOR_EVER));
        rig.pass(3);
        FakeResponse made = answered(201, "POST", "/Queues.json", "FriendlyName=q1");
        FakeResponse all = answered(200, "GET", "/Queues.json", "");
        String queue = "/Queues/" + Rig.items(all, "queues").get(0).get("sid");
        answered(200, "GET", queue + ".json", "");
        answered(200, "POST", queue + ".json", "MaxSize=7");
        answered(200, "GET", queue + "/Members.json", "");
        String member = queue + "/Members/" + line.sid() + ".json";
        answered(200, "GET", member, "");
        answered(200, "POST", member, Rig.form("Url", Rig.APP + "/new"));
        answered(400, "POST", member, Rig.form("Url", Rig.APP + "/new"));
        answered(204, "DELETE", "/Queues/" + Rig.json(made).get("sid") + ".json", "");
    }

    @Test
    void errors() {
        answered(400, "POST", "/Calls.json", "");
        assertThat(rig.send("POST", "/Calls.json", "", "nobody:x").status()).isEqualTo(401);
        answered(404, "GET", "/Calls/CA1.json", "");
        for (int status : new int[] {429, 500}) {
            FakeResponse answer = ApiException.answer(status, 20_000 + status);
            rig.check.answered("POST", path("/Calls.json"), answer.status(), answer.text());
        }
        rig.check.assertFaultless();
    }

    private FakeResponse answered(int status, String method, String path, String form) {
        FakeResponse answer = rig.send(method, path, form);
        assertThat(answer.status()).as("%s %s: %s", method, path, answer.text()).isEqualTo(status);
        return answer;
    }

    private static String path(String below) {
        return "/2010-04-01/Accounts/" + Rig.ACCOUNT + below;
    }
}
