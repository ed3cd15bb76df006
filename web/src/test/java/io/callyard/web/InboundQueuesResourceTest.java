package io.callyard.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class InboundQueuesResourceTest {
    private static final String RULES = "{\"name\":\"Support\",\"strategy\":\"round_robin\",\"weight\":2.5,"
            + "\"head_start_seconds\":{\"vip\":300},"
            + "\"offers\":{\"rings_seconds\":20,\"connects_seconds\":21,\"attempts\":4,\"escalate_after\":3,"
            + "\"wrap_up_seconds\":0,\"tier_wait_seconds\":5},"
            + "\"waits\":{\"max_length\":10,\"longest_seconds\":60,\"overflow\":\"other_queue\","
            + "\"overflow_to\":\"sales\",\"reconnect_within_seconds\":0},"
            + "\"callbacks\":{\"offered_after_seconds\":1,\"offered_from_seconds\":2,\"promised_within_seconds\":3,"
            + "\"alert_before_seconds\":4,\"tries\":5,\"between_seconds\":6},"
            + "\"announcements\":{\"every_seconds\":7,\"apart_seconds\":8,\"only_when_better\":true,"
            + "\"music\":\"m\",\"language\":\"de\"},"
            + "\"opening_hours\":{\"zone\":\"Europe/Berlin\",\"week\":{\"monday\":[{\"from\":\"09:00\","
            + "\"until\":\"12:00\"},{\"from\":\"13:00\",\"until\":\"00:00\"}]},"
            + "\"closed_on\":[\"2026-12-24\",\"2026-12-25\"],\"when_closed\":\"hang_up\"},"
            + "\"goal\":{\"within_seconds\":30,\"short_abandon_seconds\":1}}";
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
    @DisplayName("R4.15 every rule of a queue can be set, and is shown as it was set")
    void takesEveryRule() {
        InboundClient client = new InboundClient(server, "rules");

        Answer made = client.define("support", RULES).expect(200);

        Map<String, Object> rules = TestJson.object(RULES);
        assertThat(made.json()).containsAllEntriesOf(rules).containsEntry("id", "support");
        assertThat(client.get("/api/queues").expect(200).at("queues.0")).isEqualTo(made.json());
        Answer changed = client.define("support", "{\"opening_hours\":null,\"waits\":{\"max_length\":9}}")
                .expect(200);
        assertThat(changed.json()).containsEntry("opening_hours", null).containsEntry("goal", rules.get("goal"));
        assertThat(changed.at("waits.max_length")).isEqualTo(9);
        assertThat(changed.at("waits.overflow")).isEqualTo("other_queue");
    }

    @Test
    @DisplayName("R4.15 a queue of which nothing is said has the usual rules")
    void hasTheUsualRules() {
        Answer made = new InboundClient(server, "usual").define("support", "{}").expect(200);

        assertThat(made.json())
                .containsEntry("name", "support")
                .containsEntry("strategy", "longest_idle")
                .containsEntry("opening_hours", null);
        assertThat(made.at("callbacks.promised_within_seconds")).isEqualTo(1800);
    }

    @Test
    @Tag("R4.12")
    @Tag("R4.5")
    @DisplayName("R4.12 R4.15 the status shows the line with waits, the agents and the figures")
    void showsAQueueAtAGlance() {
        InboundClient client = new InboundClient(server, "status");
        client.define("support", "{}").expect(200);
        client.define("sales", "{}").expect(200);
        client.available("sam", "sales");
        String caller = client.waiting("support");

        Answer status = client.get("/api/queue/status?queue=support").expect(200);
        Answer sales = client.get("/api/queue/status?queue=sales").expect(200);
        Answer all = client.get("/api/queue/status").expect(200);

        assertThat(status.at("queue.id")).isEqualTo("support");
        assertThat(status.at("line.0.id")).isEqualTo(caller);
        assertThat(status.at("line.0.position")).isEqualTo(1);
        assertThat(status.at("line.0.state")).isEqualTo("waiting");
        assertThat(status.at("line.0.phone_number")).isEqualTo("+12025550100");
        assertThat(status.at("line.0.waited_seconds")).isNotNull();
        assertThat(status.at("line.0.estimated_wait_high_seconds")).isNotNull();
        assertThat(sales.at("agents.0.id")).isEqualTo("sam");
        assertThat(sales.at("figures.presence.available")).isEqualTo(1);
        assertThat(status.at("figures.presence"))
                .isEqualTo(TestJson.object("{\"available\":0,\"away\":0,\"offline\":0}"));
        assertThat(status.at("figures.waiting")).isEqualTo(1);
        assertThat(((Map<?, ?>) status.at("figures")).keySet().stream().map(String::valueOf))
                .hasSize(16)
                .contains("service_level", "service_level_of_all", "longest_wait_seconds", "readiness");
        assertThat(all.at("queues.0.id")).isEqualTo("sales");
        assertThat(all.at("queues.1.figures.waiting")).isEqualTo(1);
        assertThat((Map<?, ?>) all.at("queues.1")).hasSize(3);
        String masked = server.get("status-viewer", "/api/queue/status?queue=support")
                .expect(200)
                .response()
                .body();
        assertThat(masked).contains("+1202*****00").doesNotContain("2025550100");
    }

    @Test
    void showsNoQueueThatIsNotThereOrAnotherTenants() {
        new InboundClient(server, "theirs").define("support", "{}").expect(200);

        for (String queue : new String[] {"support", "none", "%20", "", "x".repeat(65)}) {
            server.get("nothing-admin", "/api/queue/status?queue=" + queue).expectProblem(404, "not-found");
        }
        assertThat(server.get("nothing-admin", "/api/queue/status").response().body())
                .contains("\"queues\":[]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "strategy | \"strategy\":\"by_dice\"",
                "weight | \"weight\":0",
                "weight | \"weight\":\"2\"",
                "name | \"name\":1",
                "head_start_seconds.vip | \"head_start_seconds\":{\"vip\":100000}",
                "head_start_seconds.vip | \"head_start_seconds\":{\"vip\":null}",
                "offers | \"offers\":{\"attempts\":0}",
                "offers.attempts | \"offers\":{\"attempts\":\"3\"}",
                "offers | \"offers\":{\"rings_seconds\":0}",
                "waits | \"waits\":{\"max_length\":-1}",
                "waits | \"waits\":{\"overflow\":\"other_queue\"}",
                "waits.overflow | \"waits\":{\"overflow\":\"shrug\"}",
                "callbacks | \"callbacks\":{\"tries\":21}",
                "announcements.only_when_better | \"announcements\":{\"only_when_better\":\"yes\"}",
                "goal | \"goal\":{\"within_seconds\":0}",
                "opening_hours | \"opening_hours\":7",
                "opening_hours.zone | \"opening_hours\":{\"week\":{}}",
                "opening_hours.zone | \"opening_hours\":{\"zone\":\"Mars\",\"week\":{}}",
                "opening_hours.week | \"opening_hours\":{\"zone\":\"UTC\"}",
                "opening_hours.week.monday | \"opening_hours\":{\"zone\":\"UTC\",\"week\":{\"monday\":{}}}",
                "opening_hours.week.monday.0.from | \"opening_hours\":{\"zone\":\"UTC\",\"week\":{\"monday\":[{\"from\":\"9\",\"until\":\"10:00\"}]}}",
                "opening_hours.week.monday.0.until | \"opening_hours\":{\"zone\":\"UTC\",\"week\":{\"monday\":[{\"from\":\"11:00\",\"until\":\"10:00\"}]}}",
                "opening_hours.closed_on.1 | \"opening_hours\":{\"zone\":\"UTC\",\"week\":{},\"closed_on\":[\"2026-01-01\",[1]]}",
                "opening_hours.closed_on.0 | \"opening_hours\":{\"zone\":\"UTC\",\"week\":{},\"closed_on\":[\"soon\"]}",
                "opening_hours.when_closed | \"opening_hours\":{\"zone\":\"UTC\",\"week\":{},\"when_closed\":\"other_queue\"}",
            })
    void namesTheRuleThatIsWrongAndMakesNoQueue(String field, String members) {
        InboundClient client = new InboundClient(server, "wrong");

        Answer answer = client.define("support", "{" + members + "}").expectProblem(400, "invalid");

        assertThat(answer.wrongFields()).containsExactly(field);
        assertThat(client.get("/api/queues").response().body()).contains("\"queues\":[]");
    }

    @Test
    void refusesAnIdThatIsNone() {
        Answer answer =
                new InboundClient(server, "wrong").define("x".repeat(65), "{}").expectProblem(400, "invalid");

        assertThat(answer.wrongFields()).containsExactly("id");
    }
}
