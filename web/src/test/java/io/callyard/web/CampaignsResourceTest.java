package io.callyard.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.model.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class CampaignsResourceTest {
    private static final String OPERATOR = "acme-operator";
    private static final String SPRING = "/api/campaigns/spring";

    private final TestServer server = new TestServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    @Tag("R0.1")
    @Tag("R0.3")
    void makesADraftWithTheUsualRules() {
        Answer made =
                server.post(OPERATOR, "/api/campaigns", "{\"name\":\"Spring\"}").expect(201);

        assertThat(made.json())
                .containsEntry("name", "Spring")
                .containsEntry("status", "draft")
                .containsEntry("max_live", 1)
                .containsEntry("delay_between_seconds", 5)
                .containsEntry("account", null)
                .containsEntry("agent_id", null);
        assertThat(server.get(OPERATOR, "/api/campaigns/" + made.text("id")).json())
                .isEqualTo(made.json());
        assertThat(server.get(OPERATOR, "/api/campaigns").at("campaigns.0")).isEqualTo(made.json());
    }

    @Test
    void makesACampaignByAnIdOfTheClientsOnce() {
        String body = "{\"id\":\"spring\",\"name\":\"Spring\",\"max_live\":3,\"delay_between_seconds\":0.25,"
                + "\"account\":\"trunk\",\"agent_id\":\"ai-1\","
                + "\"retry\":{\"no_answer\":{\"max_attempts\":3,\"delay_seconds\":600}}}";

        Answer made = server.post(OPERATOR, "/api/campaigns", body).expect(201);
        server.post(OPERATOR, "/api/campaigns", body).expectProblem(409, "conflict");

        assertThat(made.response().body())
                .contains("\"delay_between_seconds\":0.25,\"account\":\"trunk\",\"agent_id\":\"ai-1\","
                        + "\"retry\":{\"no_answer\":{\"max_attempts\":3,\"delay_seconds\":600}}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name | \"max_live\":1",
                "name | \"name\":7",
                "max_live | \"name\":\"x\",\"max_live\":0",
                "max_live | \"name\":\"x\",\"max_live\":100001",
                "delay_between_seconds | \"name\":\"x\",\"delay_between_seconds\":-1",
                "delay_between_seconds | \"name\":\"x\",\"delay_between_seconds\":86401",
                "delay_between_seconds | \"name\":\"x\",\"delay_between_seconds\":1e400",
                "id | \"name\":\"x\",\"id\":\" \"",
                "agent_id | \"name\":\"x\",\"agent_id\":[]",
                "retry.busy | \"name\":\"x\",\"retry\":{\"busy\":{\"max_attempts\":1,\"delay_seconds\":1}}",
                "retry.busy | \"name\":\"x\",\"retry\":{\"busy\":{\"max_attempts\":2}}",
                "retry.completed | \"name\":\"x\",\"retry\":{\"completed\":{\"max_attempts\":2,\"delay_seconds\":1}}",
            })
    void namesTheRuleThatIsWrong(String field, String members) {
        Answer answer =
                server.post(OPERATOR, "/api/campaigns", "{" + members + "}").expectProblem(400, "invalid");

        assertThat(answer.wrongFields()).containsExactly(field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "PATCH"})
    void changesTheRulesThatAreNamedAndLeavesTheOthers(String method) {
        make();

        Answer changed = server.send(method, OPERATOR, SPRING, "{\"max_live\":null,\"agent_id\":\"ai-2\"}")
                .expect(200);
        Answer back =
                server.send(method, OPERATOR, SPRING, "{\"agent_id\":null}").expect(200);

        assertThat(changed.json())
                .containsEntry("name", "Spring")
                .containsEntry("max_live", null)
                .containsEntry("agent_id", "ai-2")
                .containsEntry("delay_between_seconds", 5);
        assertThat(back.json()).containsEntry("agent_id", null).containsEntry("max_live", null);
    }

    @Test
    @Tag("R0.4")
    void steersACampaignThroughItsLife() {
        make();
        add("[{\"phone_number\":\"+12025550100\"}]").expect(200);

        assertThat(act("start").expect(200).at("status")).isEqualTo("running");
        assertThat(act("pause").expect(200).at("status")).isEqualTo("paused");
        assertThat(act("resume").expect(200).at("status")).isEqualTo("running");
        assertThat(act("stop").expect(200).at("status")).isEqualTo("stopped");
        Answer late = act("resume").expectProblem(409, "conflict");
        assertThat(late.at("campaign_status")).isEqualTo("stopped");
        add("[{\"phone_number\":\"+12025550101\"}]").expectProblem(409, "conflict");
        server.send("PATCH", OPERATOR, SPRING, "{\"max_live\":2}").expectProblem(409, "conflict");
    }

    @Test
    @Tag("R0.4")
    void countsWhatBecameOfTheCalls() {
        make();
        add("[{\"phone_number\":\"+12025550100\"},{\"phone_number\":\"+12025550101\"}]")
                .expect(200);
        try (EventClient events = server.follow(OPERATOR, "")) {
            act("start").expect(200);
            events.await("call_started");
            server.carrier.ended(server.carrier.lastOrder(), Outcome.NO_ANSWER);
            events.await("call_ended");
        }

        Answer campaign = server.get(OPERATOR, SPRING);

        assertThat(campaign.at("progress"))
                .isEqualTo(TestJson.object(
                        "{\"processed\":1,\"total\":2,\"waiting\":1,\"live\":0," + "\"outcomes\":{\"no_answer\":1}}"));
        assertThat(campaign.at("next_call_at")).isNotNull();
        Answer why = server.get(OPERATOR, SPRING + "/explanation").expect(200);
        assertThat(why.at("reasons.0.code")).isEqualTo("campaign_delay");
        assertThat(why.at("earliest_at")).isEqualTo(campaign.at("next_call_at"));
    }

    @Test
    void explainsWhyADraftDoesNotCall() {
        make();
        add("[{\"phone_number\":\"+12025550100\"}]").expect(200);

        Answer why = server.get(OPERATOR, SPRING + "/explanation").expect(200);

        assertThat(why.at("reasons.0.code")).isEqualTo("campaign_not_started");
    }

    @Test
    @Tag("R1.4")
    void takesADirectCallBetweenTwoOfACampaign() {
        make();
        add("[{\"phone_number\":\"+12025550100\"},{\"phone_number\":\"+12025550101\"}]")
                .expect(200);
        server.send("PUT", "acme-admin", "/api/limits", "{\"max_live\":1}").expect(200);
        try (EventClient events = server.follow(OPERATOR, "")) {
            act("start").expect(200);
            events.await("call_started");
            Answer direct = server.post(OPERATOR, "/api/calls", "{\"phone_number\":\"+12025550199\"}")
                    .expect(202);
            server.carrier.ended(server.carrier.lastOrder(), Outcome.COMPLETED);

            assertThat(direct.at("queue.position")).isEqualTo(1);
            assertThat(events.await("call_started").at("data.call_id")).isEqualTo(direct.at("queue.id"));
        }
        assertThat(server.carrier.lastOrder().subject().phoneNumber().e164()).isEqualTo("+12025550199");
    }

    @Test
    void placesOneCallIntoACampaign() {
        make();
        act("start").expect(200);

        Answer answer = server.post(
                        OPERATOR, "/api/calls", "{\"phone_number\":\"+12025550100\",\"campaign_id\":\"spring\"}")
                .expect(200);

        assertThat(server.get(OPERATOR, "/api/calls/" + answer.text("call_id")).json())
                .containsEntry("type", "campaign")
                .containsEntry("campaign_id", "spring");
    }

    @Test
    void findsACampaignWhoseIdNeedsEscaping() {
        server.post(OPERATOR, "/api/campaigns", "{\"id\":\"é ?&#\",\"name\":\"x\"}")
                .expect(201);

        assertThat(server.get(OPERATOR, "/api/campaigns/%C3%A9%20%3F%26%23")
                        .expect(200)
                        .at("id"))
                .isEqualTo("é ?&#");
    }

    private void make() {
        server.post(OPERATOR, "/api/campaigns", "{\"id\":\"spring\",\"name\":\"Spring\"}")
                .expect(201);
    }

    private Answer add(String rows) {
        return server.post(OPERATOR, SPRING + "/calls", rows);
    }

    private Answer act(String action) {
        return server.post(OPERATOR, SPRING + "/" + action, "");
    }
}
