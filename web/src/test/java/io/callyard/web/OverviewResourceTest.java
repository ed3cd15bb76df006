package io.callyard.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Everything at a glance. */
@Timeout(60)
@Tag("R0.7")
class OverviewResourceTest {
    private static final String CALL = "{\"phone_number\":\"+12025550100\",\"contact_name\":\"Ann\"}";
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
    @DisplayName("R0.7 R1.6 the overview counts live and waiting calls against the limits, and names the next")
    void countsCalls() {
        server.post("calls-operator", "/api/calls", CALL).expect(200);
        server.post("calls-operator", "/api/calls", CALL).expect(200);
        String waiting =
                server.post("calls-operator", "/api/calls", CALL).expect(202).text("queue.id");

        Answer overview = server.get("calls-operator", "/api/overview").expect(200);

        assertThat(overview.at("limits"))
                .isEqualTo(TestJson.object("{\"max_live\":2,\"direct_floor\":0,\"account\":\"default\","
                        + "\"live\":2,\"live_direct\":2}"));
        assertThat(overview.at("calls.direct"))
                .isEqualTo(TestJson.object("{\"scheduled\":0,\"queued\":1,\"live\":2,\"ended\":0}"));
        assertThat(overview.at("calls.next.id")).isEqualTo(waiting);
        assertThat(overview.at("calls.next.phone_number")).isEqualTo("+12025550100");
        assertThat(overview.at("calls.next.estimated_wait_high_seconds")).isNotNull();
        assertThat(Instant.parse(overview.text("now"))).isNotNull();
        assertThat(Long.parseLong(overview.text("seq"))).isPositive();
    }

    @Test
    @Tag("R4.12")
    @DisplayName("R4.12 the overview counts callers, agents once each, callbacks and campaigns")
    void countsTheRest() {
        InboundClient client = new InboundClient(server, "rest");
        client.define("support", "{\"goal\":{\"within_seconds\":30,\"short_abandon_seconds\":1}}")
                .expect(200);
        client.define("sales", "{}").expect(200);
        server.send(
                        "PUT",
                        client.operator(),
                        "/api/agents/sam",
                        "{\"queues\":[{\"queue\":\"sales\"},{\"queue\":\"support\",\"tier\":2}]}")
                .expect(200);
        String caller = client.waiting("support");
        client.post("/api/callbacks/" + caller, "{\"phone_number\":\"+12025550101\"}")
                .expect(200);
        server.post(client.operator(), "/api/campaigns", "{\"id\":\"spring\",\"name\":\"Spring\"}")
                .expect(201);

        Answer overview = client.get("/api/overview").expect(200);

        assertThat(overview.at("queues.0.id")).isEqualTo("sales");
        assertThat(overview.at("queues.1.goal_within_seconds")).isEqualTo(30);
        assertThat(overview.at("queues.1.figures.waiting")).isEqualTo(1);
        assertThat(overview.at("queues.1.figures.presence"))
                .isEqualTo(TestJson.object("{\"available\":0,\"away\":0,\"offline\":1}"));
        assertThat(overview.at("agents"))
                .isEqualTo(TestJson.object("{\"total\":1,\"ready\":0,\"offered\":0,\"on_call\":0,\"wrap_up\":0,"
                        + "\"available\":0,\"away\":0,\"offline\":1}"));
        assertThat(overview.at("callbacks")).isEqualTo(TestJson.object("{\"open\":1,\"overdue\":0}"));
        assertThat(overview.at("campaigns.draft")).isEqualTo(1);
        assertThat(overview.at("campaigns.running")).isEqualTo(0);
        assertThat(overview.at("leads"))
                .isEqualTo(TestJson.object("{\"pending\":0,\"waiting\":0,\"live\":0,\"over\":0}"));
    }

    @Test
    @Tag("R0.8")
    @DisplayName("R0.8 whoever asks is told who he is, and a viewer sees masked numbers only")
    void tellsWhoAsks() {
        for (int i = 0; i < 3; i++) {
            server.post("who-operator", "/api/calls", CALL);
        }

        Answer viewer = server.get("who-viewer", "/api/overview").expect(200);
        Answer admin = server.get("who-admin", "/api/overview").expect(200);

        assertThat(viewer.at("who"))
                .isEqualTo(TestJson.object("{\"tenant\":\"who\",\"user\":\"user-viewer\",\"role\":\"viewer\"}"));
        assertThat(admin.at("who.role")).isEqualTo("admin");
        assertThat(viewer.response().body()).contains("+1202*****00").doesNotContain("2025550100");
        assertThat(admin.response().body()).contains("+12025550100");
    }

    @Test
    @DisplayName("a tenant's overview shows nothing of another's, and nobody without a token sees any")
    void showsOnlyOnesOwn() {
        server.post("full-operator", "/api/calls", CALL).expect(200);

        Answer other = server.get("empty-viewer", "/api/overview").expect(200);

        assertThat(other.at("limits.live")).isEqualTo(0);
        assertThat(other.at("calls.next")).isNull();
        assertThat(other.at("queues")).isEqualTo(List.of());
        server.get("nobody", "/api/overview").expectProblem(401, "unauthenticated");
    }
}
