package io.callyard.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.model.CampaignId;
import io.callyard.model.CampaignSettings;
import io.callyard.model.TenantId;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may do what, and that nobody sees another tenant's things. */
@Timeout(60)
class AccessTest {
    private static final String CALL = "{\"phone_number\":\"+12025550100\",\"data\":{\"iban\":\"DE00\"}}";
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = new TestServer();
        for (String tenant : new String[] {"acme", "other"}) {
            TenantId id = new TenantId(tenant);
            server.engine.campaigns().create(id, new CampaignId("spring"), CampaignSettings.named("Spring"));
        }
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/calls",
        "POST, /api/calls",
        "POST, /api/calls/initiate",
        "GET, /api/calls/queue/status",
        "GET, /api/calls/x",
        "GET, /api/calls/x/explanation",
        "DELETE, /api/calls/x",
        "GET, /api/campaigns",
        "POST, /api/campaigns",
        "GET, /api/campaigns/spring",
        "PUT, /api/campaigns/spring",
        "PATCH, /api/campaigns/spring",
        "GET, /api/campaigns/spring/explanation",
        "POST, /api/campaigns/spring/calls",
        "POST, /api/campaigns/spring/start",
        "POST, /api/campaigns/spring/pause",
        "POST, /api/campaigns/spring/resume",
        "POST, /api/campaigns/spring/stop",
        "GET, /api/overview",
        "POST, /api/leads",
        "GET, /api/leads",
        "POST, /api/leads/fetched",
        "POST, /api/leads/auto-call",
        "GET, /api/leads/x",
        "GET, /api/limits",
        "PUT, /api/limits",
        "PATCH, /api/limits",
        "GET, /api/events",
        "POST, /api/agent-heartbeat",
        "GET, /api/agents",
        "GET, /api/agents/x",
        "PUT, /api/agents/x",
        "PUT, /api/agents/x/presence",
        "POST, /api/agents/x/wrapped-up",
        "GET, /api/offers",
        "GET, /api/offers/x",
        "POST, /api/offers/x/accept",
        "POST, /api/offers/x/reject",
        "POST, /api/offers/x/connected",
        "POST, /api/offers/x/failed",
        "POST, /api/queue/callers",
        "GET, /api/queue/callers/x",
        "DELETE, /api/queue/callers/x",
        "GET, /api/queue/callers/x/explanation",
        "POST, /api/queue/callers/x/digit",
        "POST, /api/queue/callers/x/transfer",
        "POST, /api/queue/callers/x/priority",
        "POST, /api/queue/callers/x/finish",
        "GET, /api/queue/status",
        "GET, /api/queues",
        "PUT, /api/queues/x",
        "GET, /api/callbacks",
        "POST, /api/callbacks/x",
        "DELETE, /api/callbacks/x",
        "POST, /api/callbacks/x/reschedule",
    })
    void asksEveryoneForAToken(String method, String path) {
        Answer none = server.send(server.request(path).method(method, BodyPublishers.noBody()))
                .expectProblem(401, "unauthenticated");
        Answer wrong = server.send(method, "nobody", path, "").expectProblem(401, "unauthenticated");

        assertThat(none.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"callyard\"");
        assertThat(wrong.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"callyard\", error=\"invalid_token\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic YTpi", "Bearer", "Bearer ", "acme-admin", "Beareracme-admin"})
    void takesNothingButABearerToken(String header) {
        server.send(server.request("/api/calls").header("Authorization", header).GET())
                .expectProblem(401, "unauthenticated");
    }

    @Test
    void takesTheSchemeInAnyCase() {
        server.send(server.request("/api/calls")
                        .header("Authorization", "bEARER acme-viewer")
                        .GET())
                .expect(200);
    }

    @Test
    void takesNoTokenFromTheUrl() {
        server.send(server.request("/api/calls?token=acme-admin&access_token=acme-admin")
                        .GET())
                .expectProblem(401, "unauthenticated");
    }

    @Test
    void countsAFailingAuthenticatorAsNoBody() {
        server.get("broken", "/api/calls").expectProblem(401, "unauthenticated");
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /api/calls, viewer",
        "DELETE, /api/calls/x, viewer",
        "POST, /api/campaigns, viewer",
        "PATCH, /api/campaigns/spring, viewer",
        "POST, /api/campaigns/spring/calls, viewer",
        "POST, /api/campaigns/spring/start, viewer",
        "POST, /api/leads, viewer",
        "POST, /api/leads/fetched, viewer",
        "POST, /api/leads/auto-call, viewer",
        "PUT, /api/limits, viewer",
        "POST, /api/agent-heartbeat, viewer",
        "PUT, /api/agents/x, viewer",
        "PUT, /api/agents/x/presence, viewer",
        "POST, /api/agents/x/wrapped-up, viewer",
        "POST, /api/offers/x/accept, viewer",
        "POST, /api/offers/x/reject, viewer",
        "POST, /api/offers/x/connected, viewer",
        "POST, /api/offers/x/failed, viewer",
        "POST, /api/queue/callers, viewer",
        "DELETE, /api/queue/callers/x, viewer",
        "POST, /api/queue/callers/x/digit, viewer",
        "POST, /api/queue/callers/x/transfer, viewer",
        "POST, /api/queue/callers/x/priority, viewer",
        "POST, /api/queue/callers/x/finish, viewer",
        "PUT, /api/queues/x, viewer",
        "POST, /api/callbacks/x, viewer",
        "DELETE, /api/callbacks/x, viewer",
        "POST, /api/callbacks/x/reschedule, viewer",
        "PUT, /api/limits, operator",
        "PATCH, /api/limits, operator",
    })
    void keepsEachRoleToWhatItMayDo(String method, String path, String role) {
        Answer answer = server.send(method, "acme-" + role, path, "{}").expectProblem(403, "forbidden");

        assertThat(answer.header("WWW-Authenticate")).contains("insufficient_scope");
    }

    @Test
    void hidesOtherTenantsCallsAsIfTheyWereNotThere() {
        String id = server.post("acme-operator", "/api/calls", CALL).expect(200).text("call_id");

        server.get("other-admin", "/api/calls/" + id).expectProblem(404, "not-found");
        server.get("other-admin", "/api/calls/" + id + "/explanation").expectProblem(404, "not-found");
        server.delete("other-admin", "/api/calls/" + id).expectProblem(404, "not-found");
        assertThat(server.get("other-admin", "/api/calls").at("total")).isEqualTo(0);
        assertThat(server.get("other-admin", "/api/calls/queue/status").at("direct_calls.total"))
                .isEqualTo(0);
        assertThat(server.get("acme-viewer", "/api/calls/" + id).at("status")).isEqualTo("dialing");
    }

    @Test
    void letsEachTenantSteerItsOwnCampaignOfTheSameName() {
        server.post("other-operator", "/api/campaigns/spring/start", "").expect(200);

        assertThat(server.get("other-viewer", "/api/campaigns/spring").at("status"))
                .isEqualTo("running");
        assertThat(server.get("acme-viewer", "/api/campaigns/spring").at("status"))
                .isEqualTo("draft");
        server.get("third-viewer", "/api/campaigns/spring").expectProblem(404, "not-found");
        server.post("third-operator", "/api/campaigns/spring/start", "").expectProblem(404, "not-found");
        server.post("third-operator", "/api/campaigns/spring/calls", "[]").expectProblem(404, "not-found");
        server.send("PATCH", "third-operator", "/api/campaigns/spring", "{}").expectProblem(404, "not-found");
        server.get("third-viewer", "/api/campaigns/spring/explanation").expectProblem(404, "not-found");
    }

    @Test
    @Tag("R0.8")
    void showsViewersMaskedNumbersAndNoData() {
        String tenant = "masked";
        String id = server.post(tenant + "-operator", "/api/calls", CALL)
                .expect(200)
                .text("call_id");
        server.post(tenant + "-operator", "/api/calls", CALL).expect(200);
        server.post(tenant + "-operator", "/api/calls", CALL).expect(202);

        for (String path : new String[] {"/api/calls/" + id, "/api/calls", "/api/calls/queue/status"}) {
            String seen =
                    server.get(tenant + "-viewer", path).expect(200).response().body();
            assertThat(seen).contains("\"+1202*****00\"").doesNotContain("2025550100", "iban");
            assertThat(server.get(tenant + "-operator", path).response().body()).contains("\"+12025550100\"");
        }
    }
}
