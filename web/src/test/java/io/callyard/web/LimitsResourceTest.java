package io.callyard.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class LimitsResourceTest {
    private static final String ADMIN = "acme-admin";
    private static final String CALL = "{\"phone_number\":\"+12025550100\"}";

    private final TestServer server = new TestServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    @Tag("R1.1")
    void showsTheLimitsAndWhatIsUsedOfThem() {
        server.post(ADMIN, "/api/calls", CALL).expect(200);

        Answer limits = server.get("acme-viewer", "/api/limits").expect(200);

        assertThat(limits.json())
                .isEqualTo(TestJson.object("{\"max_live\":2,\"direct_floor\":0,\"account\":\"default\","
                        + "\"live\":1,\"live_direct\":1}"));
    }

    @Test
    void changesWhatIsNamedAndLeavesTheRest() {
        server.send("PUT", ADMIN, "/api/limits", "{\"max_live\":10,\"direct_floor\":3,\"account\":\"trunk\"}")
                .expect(200);

        Answer lower =
                server.send("PUT", ADMIN, "/api/limits", "{\"max_live\":2}").expect(200);
        Answer none = server.send("PATCH", ADMIN, "/api/limits", "{\"max_live\":null}")
                .expect(200);

        assertThat(lower.json()).containsEntry("max_live", 2).containsEntry("direct_floor", 2);
        assertThat(none.json()).containsEntry("max_live", null).containsEntry("account", "trunk");
    }

    @Test
    void startsWaitingCallsAtOnceWhenTheLimitIsRaised() {
        server.send("PUT", ADMIN, "/api/limits", "{\"max_live\":0}").expect(200);
        Answer queued = server.post(ADMIN, "/api/calls", CALL).expect(202);

        try (EventClient events = server.follow(ADMIN, "")) {
            server.send("PUT", ADMIN, "/api/limits", "{\"max_live\":1}").expect(200);

            assertThat(events.await("call_started").at("data.call_id")).isEqualTo(queued.at("queue.id"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "max_live | {\"max_live\":-1}",
                "max_live | {\"max_live\":100001}",
                "max_live | {\"max_live\":\"2\"}",
                "direct_floor | {\"direct_floor\":3}",
                "direct_floor | {\"max_live\":1,\"direct_floor\":2}",
                "account | {\"account\":\"\"}",
            })
    void namesTheLimitThatIsWrongAndChangesNothing(String field, String body) {
        Answer answer = server.send("PUT", ADMIN, "/api/limits", body).expectProblem(400, "invalid");

        assertThat(answer.wrongFields()).containsExactly(field);
        assertThat(server.get(ADMIN, "/api/limits").json())
                .containsEntry("max_live", 2)
                .containsEntry("direct_floor", 0);
    }
}
