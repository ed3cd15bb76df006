package io.callyard.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class CallersResourceTest {
    private static final String CALLERS = "/api/queue/callers/";
    private static TestServer server;
    private InboundClient client;

    @BeforeAll
    static void start() {
        server = new TestServer();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void define(TestInfo test) {
        client = new InboundClient(server, test.getTestMethod().orElseThrow().getName());
        client.define("support", "{}").expect(200);
    }

    @Test
    @Tag("R4.5")
    @DisplayName("R4.5 who has to wait hears his position and a range of time")
    void tellsWhereACallerStands() {
        client.waiting("support");

        Answer second = client.arrive("{\"queue\":\"support\",\"phone_number\":\"+12025550101\",\"contact_id\":\"c7\","
                        + "\"name\":\"Grace\",\"type\":\"returning\",\"skills\":{\"spanish\":3},\"language\":\"es\","
                        + "\"preferred_agent\":\"ada\",\"data\":{\"iban\":\"DE00\"},\"head_start_seconds\":-5}")
                .expect(202);

        assertThat(second.json())
                .containsEntry("state", "waiting")
                .containsEntry("position", 2)
                .containsKeys("estimated_wait_seconds", "estimated_wait_low_seconds", "estimated_wait_high_seconds");
        Answer caller = client.caller(second.text("caller_id"));
        assertThat(caller.json())
                .containsEntry("phone_number", "+12025550101")
                .containsEntry("contact_id", "c7")
                .containsEntry("name", "Grace")
                .containsEntry("type", "returning")
                .containsEntry("language", "es")
                .containsEntry("preferred_agent", "ada")
                .containsEntry("head_start_seconds", -5)
                .containsEntry("callback", null);
        assertThat(caller.at("skills.spanish")).isEqualTo(3);
        assertThat(caller.at("data.iban")).isEqualTo("DE00");
        assertThat(caller.at("place.total_in_queue")).isEqualTo(2);
        Answer seen = server.get(client.tenant() + "-viewer", CALLERS + second.text("caller_id"));
        assertThat(seen.expect(200).response().body()).contains("+1202*****01").doesNotContain("2025550101", "iban");
    }

    @Test
    @DisplayName("R4.15 a caller is offered, accepted, connected and finished")
    void connectsACaller() {
        client.available("ada", "support");

        Answer offered = client.arrive("{\"queue\":\"support\"}").expect(200);
        String offer = "/api/offers/" + offered.text("offer_id");

        assertThat(offered.at("state")).isEqualTo("offered");
        assertThat(client.get("/api/offers").at("offers.0.id")).isEqualTo(offered.at("offer_id"));
        Answer why = client.get(offer).expect(200);
        assertThat(why.at("decision.candidates.0.agent_id")).isEqualTo("ada");
        assertThat(why.at("decision.candidates.0.chosen")).isEqualTo(true);
        client.post(offer + "/accept", "{\"agent_id\":\"bob\"}").expectProblem(409, "conflict");
        assertThat(client.post(offer + "/accept", "{\"agent_id\":\"ada\"}")
                        .expect(200)
                        .at("accepted"))
                .isEqualTo(true);
        client.post(offer + "/connected", "").expect(200);
        Answer late = client.post(offer + "/accept", "{\"agent_id\":\"ada\"}").expectProblem(409, "conflict");
        assertThat(late.at("offer_state")).isEqualTo("connected");
        String caller = CALLERS + offered.text("caller_id");
        assertThat(client.get(caller).at("state")).isEqualTo("connected");
        client.post(caller + "/finish", "{\"agent_id\":\"bob\"}").expectProblem(409, "conflict");
        Answer over = client.post(caller + "/finish", "{\"agent_id\":\"ada\"}").expect(200);
        assertThat(over.json()).containsEntry("state", "ended").containsEntry("leave_reason", "connected");
        assertThat(client.get("/api/agents/ada").at("state")).isEqualTo("wrap_up");
        assertThat(client.post("/api/agents/ada/wrapped-up", "").expect(200).at("state"))
                .isEqualTo("ready");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "reject | {\"agent_id\":\"ada\",\"reason\":\"lunch\"} | lunch",
                "reject | {\"agent_id\":\"ada\"} | the agent did not take it",
                "failed | {\"reason\":\"no line\"} | no line",
                "failed | {} | the connection did not come about",
            })
    @DisplayName("R4.15 an offer that comes to nothing says why")
    void endsAnOffer(String how, String body, String reason) {
        client = new InboundClient(server, "ends" + Math.abs((how + body).hashCode()));
        client.define("support", "{}").expect(200);
        client.available("ada", "support");
        String offer = "/api/offers/" + client.arrive("{\"queue\":\"support\"}").text("offer_id");
        if (how.equals("failed")) {
            client.post(offer + "/failed", body).expectProblem(409, "conflict");
            client.post(offer + "/accept", "{\"agent_id\":\"ada\"}").expect(200);
        }

        Answer ended = client.post(offer + "/" + how, body).expect(200);

        assertThat(ended.at("offer.reason")).isEqualTo(reason);
        assertThat(ended.at("offer.ended_at")).isNotNull();
    }

    @Test
    @DisplayName("R4.15 an offer fails without a body too")
    void failsWithoutABody() {
        client.available("ada", "support");
        String offer = "/api/offers/" + client.arrive("{\"queue\":\"support\"}").text("offer_id");
        client.post(offer + "/accept", "{\"agent_id\":\"ada\"}").expect(200);

        Answer failed =
                server.send(server.request(client.operator(), offer + "/failed").POST(BodyPublishers.noBody()));

        assertThat(failed.expect(200).at("failed")).isEqualTo(true);
    }

    @Test
    @DisplayName("R4.15 who hangs up has left, once")
    void hangsUp() {
        String caller = CALLERS + client.waiting("support");

        Answer left = client.delete(caller).expect(200);

        assertThat(left.json()).containsEntry("state", "ended").containsEntry("leave_reason", "abandoned");
        client.delete(caller).expectProblem(409, "conflict");
        client.post(caller + "/transfer", "{\"queue\":\"support\"}").expectProblem(409, "conflict");
    }

    @Test
    @DisplayName("R4.15 a caller is moved and given another head start; to say it twice does no harm")
    void movesACaller() {
        client.define("sales", "{}").expect(200);
        client.waiting("support");
        String caller = CALLERS + client.waiting("support");

        for (int i = 0; i < 2; i++) {
            Answer first = client.post(caller + "/priority", "{\"head_start_seconds\":600}")
                    .expect(200);
            assertThat(first.at("place.position")).isEqualTo(1);
        }
        for (int i = 0; i < 2; i++) {
            Answer moved =
                    client.post(caller + "/transfer", "{\"queue\":\"sales\"}").expect(200);
            assertThat(moved.at("queue")).isEqualTo("sales");
        }
        Answer unknown =
                client.post(caller + "/transfer", "{\"queue\":\"none\"}").expectProblem(400, "invalid");
        assertThat(unknown.wrongFields()).containsExactly("queue");
    }

    @Test
    @DisplayName("R4.15 it is said why a caller still waits")
    void explains() {
        client.available("bob", "sales");
        String caller = CALLERS + client.waiting("support");

        Answer why = client.get(caller + "/explanation").expect(200);

        assertThat(why.text("reasons.0.text")).isNotBlank();
        assertThat(why.at("agents.0.agent_id")).isEqualTo("bob");
        assertThat(why.text("agents.0.passed_over")).isNotBlank();
    }

    @Test
    @Tag("R4.9")
    @DisplayName("R4.9 pressing 1 makes a callback where one was offered; other keys do nothing")
    void pressesAKey() {
        client.define("fast", "{\"callbacks\":{\"offered_after_seconds\":0,\"offered_from_seconds\":0}}")
                .expect(200);
        String silent = CALLERS + client.waiting("support");
        String offered = CALLERS + client.waiting("fast");
        assertThat(client.get(offered).at("told.callback_offered")).isEqualTo(true);

        assertThat(client.post(silent + "/digit", "{\"digit\":\"1\"}")
                        .expect(200)
                        .at("accepted"))
                .isEqualTo(false);
        assertThat(client.post(offered + "/digit", "{\"digit\":\"2\"}")
                        .expect(200)
                        .at("accepted"))
                .isEqualTo(false);
        Answer made = client.post(offered + "/digit", "{\"digit\":\"1\"}").expect(200);

        assertThat(made.at("accepted")).isEqualTo(true);
        assertThat(made.at("caller.callback.phone_number")).isEqualTo("+12025550100");
    }

    @Test
    @DisplayName("R4.15 a full line and a closed queue turn callers away and say what should become of them")
    void turnsCallersAway() {
        client.define("full", "{\"waits\":{\"max_length\":0}}").expect(200);
        client.define("closed", "{\"opening_hours\":{\"zone\":\"UTC\",\"week\":{},\"when_closed\":\"voicemail\"}}")
                .expect(200);

        assertThat(client.arrive("{\"queue\":\"full\"}")
                        .expectProblem(409, "queue-full")
                        .at("action"))
                .isEqualTo("hang_up");
        assertThat(client.arrive("{\"queue\":\"closed\"}")
                        .expectProblem(409, "queue-closed")
                        .at("action"))
                .isEqualTo("voicemail");
    }

    @Test
    @Tag("R4.9")
    @DisplayName("R4.9 who calls a closed queue that calls back is promised it")
    void promisesACallbackWhenClosed() {
        String monday = "{\"opening_hours\":{\"zone\":\"UTC\",\"week\":{\"monday\":[{\"from\":\"00:00\","
                + "\"until\":\"00:01\"}]},\"closed_on\":[],\"when_closed\":\"callback\"}}";
        client.define("night", monday).expect(200);

        Answer promised = client.arrive("{\"queue\":\"night\",\"phone_number\":\"+12025550100\"}")
                .expect(202);

        assertThat(promised.json()).containsEntry("action", "callback");
        assertThat(promised.at("promised_by")).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "queue | {}",
                "queue | {\"queue\":\"none\"}",
                "queue | {\"queue\":\" \"}",
                "phone_number | {\"queue\":\"support\",\"phone_number\":\"12\"}",
                "type | {\"queue\":\"support\",\"type\":\"\"}",
                "name | {\"queue\":\"support\",\"name\":\"a\\u0007\"}",
                "skills | {\"queue\":\"support\",\"skills\":{\"a\":0}}",
                "head_start_seconds | {\"queue\":\"support\",\"head_start_seconds\":86401}",
                "head_start_seconds | {\"queue\":\"support\",\"head_start_seconds\":-1e400}",
                "preferred_agent | {\"queue\":\"support\",\"preferred_agent\":7}",
            })
    void namesTheFieldThatIsWrong(String field, String body) {
        assertThat(client.arrive(body).expectProblem(400, "invalid").wrongFields())
                .containsExactly(field);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "digit | digit | {\"digit\":\"12\"}",
                "digit | digit | {\"digit\":\"x\"}",
                "digit | digit | {\"digit\":1}",
                "digit | digit | {}",
                "transfer | queue | {}",
                "priority | head_start_seconds | {}",
                "priority | head_start_seconds | {\"head_start_seconds\":100000}",
                "finish | agent_id | {\"agent_id\":\"\"}",
            })
    void namesWhatIsWrongWithAStep(String step, String field, String body) {
        String caller = CALLERS + client.waiting("support");

        assertThat(client.post(caller + "/" + step, body)
                        .expectProblem(400, "invalid")
                        .wrongFields())
                .containsExactly(field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "018f0000-0000-7000-8000-000000000001", "theirs"})
    @DisplayName("R4.15 malformed, unknown and other tenants' ids are all the same: not there")
    void knowsNoOtherCallers(String id) {
        String theirs = client.waiting("support");
        String caller = CALLERS + (id.equals("theirs") ? theirs : id);
        String offer = "/api/offers/" + (id.equals("theirs") ? theirs : id);
        InboundClient other = new InboundClient(server, "other");
        other.define("support", "{}").expect(200);

        other.get(caller).expectProblem(404, "not-found");
        other.get(caller + "/explanation").expectProblem(404, "not-found");
        other.delete(caller).expectProblem(404, "not-found");
        other.post(caller + "/digit", "{\"digit\":\"1\"}").expectProblem(404, "not-found");
        other.post(caller + "/transfer", "{\"queue\":\"support\"}").expectProblem(404, "not-found");
        other.post(caller + "/priority", "{\"head_start_seconds\":1}").expectProblem(404, "not-found");
        other.post(caller + "/finish", "{\"agent_id\":\"a\"}").expectProblem(404, "not-found");
        other.get(offer).expectProblem(404, "not-found");
        other.post(offer + "/accept", "{\"agent_id\":\"a\"}").expectProblem(404, "not-found");
        other.post(offer + "/connected", "").expectProblem(404, "not-found");
        assertThat(client.caller(theirs).at("state")).isEqualTo("waiting");
    }
}
