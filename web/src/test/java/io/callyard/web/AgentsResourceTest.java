package io.callyard.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class AgentsResourceTest {
    private static final String OPERATOR = "acme-operator";
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = new TestServer();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    @DisplayName("R4.15 an agent is registered, found and listed, and the device is the operators' business")
    void registersAnAgent() {
        Answer made = put(
                        "/api/agents/ada",
                        "{\"name\":\"Ada\",\"capacity\":2,\"queues\":[{\"queue\":\"support\",\"tier\":2,\"order\":7}],"
                                + "\"skills\":{\"spanish\":3},\"device\":\"sip:ada@pbx\"}")
                .expect(200);

        assertThat(made.json())
                .containsEntry("id", "ada")
                .containsEntry("name", "Ada")
                .containsEntry("capacity", 2)
                .containsEntry("device", "sip:ada@pbx")
                .containsEntry("presence", "offline")
                .containsEntry("state", "ready")
                .containsKeys("reason", "stale", "heartbeat_at", "engagements", "history");
        assertThat(made.at("queues.0")).isEqualTo(TestJson.object("{\"queue\":\"support\",\"tier\":2,\"order\":7}"));
        assertThat(made.at("skills.spanish")).isEqualTo(3);
        assertThat(made.at("history.calls")).isEqualTo(0);
        Answer seen = server.get("acme-viewer", "/api/agents/ada").expect(200);
        assertThat(seen.json()).containsEntry("name", "Ada").doesNotContainKey("device");
        assertThat(server.get(OPERATOR, "/api/agents").response().body()).contains("\"id\":\"ada\"");
    }

    @Test
    @DisplayName("R4.15 what a change leaves out stays as it is, what is null is taken away")
    void changesWhatIsNamed() {
        put("/api/agents/bob", "{\"name\":\"Bob\",\"capacity\":3,\"skills\":{\"a\":1}}")
                .expect(200);

        Answer changed =
                put("/api/agents/bob", "{\"capacity\":4,\"skills\":null}").expect(200);

        assertThat(changed.json()).containsEntry("name", "Bob").containsEntry("capacity", 4);
        assertThat(changed.at("skills")).isEqualTo(TestJson.object("{}"));
    }

    @Test
    @Tag("R4.1")
    @DisplayName("R4.1 R4.15 a heartbeat is answered with the agent, who is not stale")
    void hearsAHeartbeat() {
        put("/api/agents/eve", "{}").expect(200);

        Answer alive = server.post(OPERATOR, "/api/agent-heartbeat", "{\"agent_id\":\"eve\"}")
                .expect(200);

        assertThat(alive.json()).containsEntry("id", "eve").containsEntry("stale", false);
    }

    @Test
    @Tag("R4.3")
    @DisplayName("R4.3 the parts of an agent's readiness can be read")
    void showsReadiness() {
        put("/api/agents/kim", "{}").expect(200);

        Answer chosen =
                put("/api/agents/kim/presence", "{\"presence\":\"available\"}").expect(200);

        assertThat(chosen.at("presence")).isEqualTo("available");
        assertThat((Integer) chosen.at("readiness.score")).isBetween(1, 100);
        for (String part : new String[] {"heartbeat", "device", "load", "idle", "missed"}) {
            assertThat(chosen.at("readiness.parts." + part)).as(part).isNotNull();
        }
        assertThat(server.post(OPERATOR, "/api/agents/kim/wrapped-up", "")
                        .expect(200)
                        .at("state"))
                .isEqualTo("ready");
    }

    @Test
    void knowsNobodyWhoWasNotRegistered() {
        server.post(OPERATOR, "/api/agent-heartbeat", "{\"agent_id\":\"nobody\"}")
                .expectProblem(404, "not-found");
        put("/api/agents/nobody/presence", "{\"presence\":\"away\"}").expectProblem(404, "not-found");
        server.post(OPERATOR, "/api/agents/nobody/wrapped-up", "").expectProblem(404, "not-found");
        server.get(OPERATOR, "/api/agents/nobody").expectProblem(404, "not-found");
        put("/api/agents/lee", "{}").expect(200);
        server.get("other-admin", "/api/agents/lee").expectProblem(404, "not-found");
        server.post("other-admin", "/api/agent-heartbeat", "{\"agent_id\":\"lee\"}")
                .expectProblem(404, "not-found");
        server.post(OPERATOR, "/api/agents/lee", "{}").expectProblem(405, "method-not-allowed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name | \"name\":7",
                "capacity | \"capacity\":-1",
                "capacity | \"capacity\":0",
                "capacity | \"capacity\":1001",
                "capacity | \"capacity\":1.5",
                "queues | \"queues\":\"support\"",
                "queues | \"queues\":[{\"queue\":\"a\"},{\"queue\":\"a\"}]",
                "queues.1 | \"queues\":[{\"queue\":\"a\"},7]",
                "queues.0.queue | \"queues\":[{}]",
                "queues.0.tier | \"queues\":[{\"queue\":\"a\",\"tier\":0}]",
                "skills | \"skills\":{\"a\":101}",
                "skills | \"skills\":[]",
                "skills.a | \"skills\":{\"a\":\"much\"}",
                "skills.a | \"skills\":{\"a\":null}",
                "device | \"device\":[]",
            })
    void namesWhatIsWrongWithAProfile(String field, String members) {
        Answer answer = put("/api/agents/zoe", "{" + members + "}").expectProblem(400, "invalid");

        assertThat(answer.wrongFields()).containsExactly(field);
        server.get(OPERATOR, "/api/agents/zoe").expectProblem(404, "not-found");
    }

    @Test
    void refusesAThousandSkills() {
        String skills =
                IntStream.range(0, 1_000).mapToObj(i -> "\"s" + i + "\":1").collect(Collectors.joining(","));

        Answer answer = put("/api/agents/zoe", "{\"skills\":{" + skills + "}}").expectProblem(400, "invalid");

        assertThat(answer.wrongFields()).containsExactly("skills");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PUT | /api/agents/zoe/presence | presence | {}",
                "PUT | /api/agents/zoe/presence | presence | {\"presence\":\"AVAILABLE\"}",
                "PUT | /api/agents/zoe/presence | presence | {\"presence\":1}",
                "PUT | /api/agents/%20 | id | {}",
                "POST | /api/agent-heartbeat | agent_id | {}",
                "POST | /api/agent-heartbeat | agent_id | {\"agent_id\":\" \"}",
            })
    void namesTheFieldThatIsWrong(String method, String path, String field, String body) {
        Answer answer = server.send(method, OPERATOR, path, body).expectProblem(400, "invalid");

        assertThat(answer.wrongFields()).containsExactly(field);
    }

    private static Answer put(String path, String body) {
        return server.send("PUT", OPERATOR, path, body);
    }
}
