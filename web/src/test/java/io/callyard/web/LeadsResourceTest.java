package io.callyard.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.model.TenantId;
import io.callyard.model.UserId;
import io.callyard.model.Verdict;
import io.callyard.model.lead.LeadId;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LeadsResourceTest {
    private static final String LEADS = "/api/leads";
    private static final String FETCHED = LEADS + "/fetched";
    private static final String ALL = "{\"lead_ids\":null}";
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = new TestServer();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String row(String id, int number) {
        return "{\"lead_id\":\"" + id + "\",\"phone_number\":\"+1202555%04d\"}".formatted(number);
    }

    private static Answer add(String token, String... ids) {
        String rows =
                IntStream.range(0, ids.length).mapToObj(i -> row(ids[i], i)).collect(Collectors.joining(",", "[", "]"));
        return server.post(token, LEADS, rows).expect(200);
    }

    @Test
    @DisplayName("R3.2 leads are brought in, listed, fetched and dialled")
    void dialsWhatThePageHasFetched() {
        String token = "fetching-operator";
        Answer added = server.post(
                        token,
                        LEADS,
                        "[{\"lead_id\":\"l-1\",\"phone_number\":\"+12025550142\",\"name\":\"Zoë\",\"agent_id\":\"nova\","
                                + "\"priority\":3,\"data\":{\"plan\":1}}," + row("l-2", 43) + "]")
                .expect(200);
        assertThat(added.response().body()).isEqualTo("{\"added\":2,\"known\":0,\"rejected_total\":0,\"rejected\":[]}");

        Answer pending = server.get(token, LEADS + "?state=pending").expect(200);
        assertThat(pending.at("leads.0.lead_id")).isEqualTo("l-1");
        assertThat(pending.at("leads.0.state")).isEqualTo("pending");
        assertThat(pending.at("leads.0.user_id")).isEqualTo("user-operator");
        assertThat(pending.at("leads.0.phone_number")).isEqualTo("+12025550142");
        assertThat(pending.at("leads.0.call_id")).isNull();
        assertThat(pending.at("leads.1.lead_id")).isEqualTo("l-2");
        assertThat(pending.response().body())
                .endsWith("\"counts\":{\"pending\":2,\"waiting\":0,\"live\":0,\"over\":0}}");

        Answer run = server.send(server.request(token, FETCHED).POST(BodyPublishers.noBody()))
                .expect(200);
        assertThat(run.response().body()).startsWith("{\"started\":2,\"called\":[],\"refused\":[],\"unknown\":[],");

        Answer lead = server.get(token, LEADS + "/l-1").expect(200);
        assertThat(lead.at("state")).isEqualTo("dialed");
        String call = String.valueOf(lead.at("call_id"));
        assertThat(server.orderOf(call).subject().contact().value()).isEqualTo("l-1");
        assertThat(server.get(token, "/api/calls/" + call).expect(200).at("type"))
                .isEqualTo("lead");
        assertThat(server.get(token, LEADS + "?state=dialed").expect(200).at("leads.0.call_id"))
                .isEqualTo(call);
    }

    @Test
    @DisplayName("R3.3 a lead is dialled once, however often pages say that they have fetched it")
    void dialsALeadOnce() {
        String token = "once-operator";
        add(token, "l-1", "l-2");
        Answer first = server.post(token, FETCHED, "{\"lead_ids\":[\"l-2\"]}").expect(200);
        assertThat(first.at("started")).hasToString("1");

        Answer again = server.post(token, LEADS + "/auto-call", "{\"lead_ids\":[\"l-2\",\"l-2\"]}")
                .expect(200);

        assertThat(again.at("started")).hasToString("0");
        assertThat(again.at("called.0.lead_id")).isEqualTo("l-2");
        assertThat(again.at("called.0.call_id"))
                .isEqualTo(server.get(token, LEADS + "/l-2").at("call_id"));
        assertThat(server.post(token, FETCHED, ALL).expect(200).at("started")).hasToString("1");
        assertThat(server.post(token, FETCHED, ALL).expect(200).at("started")).hasToString("0");
    }

    @Test
    @DisplayName("R3.2 a page that has fetched no lead starts none")
    void dialsNoneOfNone() {
        String token = "none-operator";
        add(token, "l-1");

        assertThat(server.post(token, FETCHED, "{\"lead_ids\":[]}").expect(200).at("started"))
                .hasToString("0");
    }

    @Test
    @DisplayName("R3.2 leads of other users and tenants are as good as unknown")
    void dialsOnlyTheLeadsOfWhoeverAsks() {
        add("own-operator", "mine");
        add("own-admin", "others");
        add("other-operator", "foreign");

        Answer run = server.post(
                        "own-operator", FETCHED, "{\"lead_ids\":[\"others\",\"foreign\",\"nobodys\",\"mine\"]}")
                .expect(200);

        assertThat(run.at("started")).hasToString("1");
        assertThat(run.response().body()).contains("\"unknown\":[\"foreign\",\"nobodys\",\"others\"]");
        assertThat(server.get("own-operator", LEADS).expect(200).response().body())
                .doesNotContain("others");
        assertThat(server.get("own-operator", LEADS + "?user=user-admin")
                        .expect(200)
                        .at("leads.0.lead_id"))
                .isEqualTo("others");
        assertThat(server.get("own-operator", LEADS + "?scope=tenant")
                        .expect(200)
                        .at("leads.0.lead_id"))
                .isEqualTo("others");
        server.get("own-operator", LEADS + "/foreign").expectProblem(404, "not-found");
        assertThat(server.engine
                        .leads()
                        .find(new TenantId("other"), new LeadId("foreign"))
                        .orElseThrow()
                        .dial())
                .isNull();
    }

    @Test
    void bringsLeadsInForAnotherUser() {
        server.post("crm-operator", LEADS + "?user=ann", "[" + row("l-1", 1) + "]")
                .expect(200);

        assertThat(server.engine
                        .leads()
                        .find(new TenantId("crm"), new LeadId("l-1"))
                        .orElseThrow()
                        .user())
                .isEqualTo(new UserId("ann"));
    }

    @Test
    void tellsWhatIsWrongWithARow() {
        Answer answer = server.post(
                        "rows-operator",
                        LEADS,
                        "[" + row("l-1", 1) + ",{\"lead_id\":\"l-2\"},7,{\"contact_id\":\"l-4\"},"
                                + "{\"phone_number\":\"+12025550142\"}," + row("l-1", 6) + "]")
                .expect(200);

        assertThat(answer.at("added")).hasToString("1");
        assertThat(answer.at("known")).hasToString("1");
        assertThat(answer.at("rejected_total")).hasToString("4");
        assertThat(answer.at("rejected.0.reason")).isEqualTo("phone number is missing");
        assertThat(answer.at("rejected.1.reason")).isEqualTo("is not an object");
        assertThat(answer.at("rejected.2.reason")).isEqualTo("lead id is missing");
        assertThat(answer.at("rejected.3.reason")).isEqualTo("lead id is missing");
        assertThat(answer.at("rejected.3.row")).hasToString("5");
    }

    @Test
    void keepsWhatCameBeforeAListBrokeOff() {
        Answer answer = server.post("broken-operator", LEADS, "[" + row("l-1", 1) + ",{\"lead_id\":")
                .expectProblem(400, "malformed");

        assertThat(answer.at("added")).hasToString("1");
        assertThat(server.get("broken-operator", LEADS + "/l-1").expect(200).at("state"))
                .isEqualTo("pending");
    }

    @Test
    void givesPages() {
        String token = "pages-operator";
        add(token, "c", "a", "b");

        Answer first = server.get(token, LEADS + "?limit=2").expect(200);
        Answer second = server.get(token, LEADS + "?limit=2&after=" + first.at("next_after"))
                .expect(200);

        assertThat(List.of(first.at("leads.0.lead_id"), first.at("leads.1.lead_id")))
                .isEqualTo(List.of("c", "a"));
        assertThat(second.at("leads.0.lead_id")).isEqualTo("b");
        assertThat(second.response().body()).doesNotContain("next_after");
    }

    @Test
    @DisplayName("R1.11 a lead that must not be called is told and stays pending")
    void tellsWhatAPolicyForbids() {
        String token = "forbidden-operator";
        add(token, "l-1");
        server.policy.answerNext(new Verdict.Refuse("do-not-call", "on the list since March"));

        Answer run = server.post(token, FETCHED, ALL).expect(200);

        assertThat(run.at("refused.0.lead_id")).isEqualTo("l-1");
        assertThat(run.at("refused.0.rule")).isEqualTo("do-not-call");
        assertThat(run.at("run.pending")).hasToString("1");
    }

    @Test
    @Tag("R3.2")
    void hidesNumbersFromViewersAndLetsThemChangeNothing() {
        add("views-operator", "l-1");

        assertThat(server.get("views-viewer", LEADS + "?user=user-operator")
                        .expect(200)
                        .response()
                        .body())
                .contains("\"l-1\"")
                .doesNotContain("2025550000");
        server.post("views-viewer", FETCHED, "{}").expectProblem(403, "forbidden");
        server.post("views-viewer", LEADS, "[]").expectProblem(403, "forbidden");
        server.send(server.request(LEADS).GET()).expectProblem(401, "unauthenticated");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "state | ?state=called",
                "scope | ?scope=all",
                "user | ?user=%00",
                "user | ?user=",
                "after | ?after=-1",
                "after | ?after=x",
                "after | ?after=99999999999999999999",
                "limit | ?limit=0",
                "limit | ?limit=1001"
            })
    void namesTheParameterThatIsWrong(String parameter, String query) {
        assertThat(server.get("wrong-operator", LEADS + query)
                        .expectProblem(400, "invalid")
                        .at("errors.0.field"))
                .isEqualTo(parameter);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"lead_ids\":\"l-1\"}",
                "{\"lead_ids\":[7]}",
                "{\"lead_ids\":[\" \"]}",
                "{\"lead_ids\":[\"\\u0000\"]}",
                "{\"leads\":[\"l-1\"]}",
                "{}"
            })
    void dialsNobodyByAMessageThatIsNotUnderstood(String body) {
        String token = "unclear-operator";
        server.post(token, LEADS, "[" + row("l-1", 1) + "]").expect(200);

        server.post(token, FETCHED, body).expectProblem(400, "invalid");

        assertThat(server.get(token, LEADS + "/l-1").expect(200).at("state")).isEqualTo("pending");
    }
}
