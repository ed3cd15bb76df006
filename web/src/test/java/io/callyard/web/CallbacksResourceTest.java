package io.callyard.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
@Tag("R4.9")
class CallbacksResourceTest {
    private static final String CALLBACKS = "/api/callbacks";
    private static final String NUMBER = "{\"phone_number\":\"+12025550177\"}";
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
    @DisplayName("R4.9 R4.15 a callback is promised, moved, listed and taken back")
    void leadsACallbackThroughItsLife() {
        InboundClient client = client("life");
        String callback = CALLBACKS + "/" + client.waiting("support");

        Answer promised = client.post(callback, NUMBER).expect(200);
        client.post(callback, NUMBER).expectProblem(409, "conflict");
        Answer moved = client.post(callback + "/reschedule", "{\"not_before\":\"2099-01-01T00:00:00Z\"}")
                .expect(200);
        Answer open = client.get(CALLBACKS).expect(200);

        assertThat(promised.at("callback.phone_number")).isEqualTo("+12025550177");
        assertThat(promised.at("callback.promised_by")).isNotNull();
        assertThat(moved.at("callback.not_before")).isEqualTo("2099-01-01T00:00:00Z");
        assertThat(open.at("callbacks.0.callback")).isEqualTo(moved.at("callback"));
        assertThat(server.get("life-viewer", CALLBACKS).expect(200).response().body())
                .contains("+1202*****77")
                .doesNotContain("2025550177");
        assertThat(client.delete(callback).expect(200).at("leave_reason")).isEqualTo("callback_canceled");
        client.delete(callback).expectProblem(409, "conflict");
        assertThat(client.get(CALLBACKS).response().body()).isEqualTo("{\"callbacks\":[]}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "phone_number | '' | {}",
                "phone_number | '' | {\"phone_number\":\"12\"}",
                "not_before | /reschedule | {}",
                "not_before | /reschedule | {\"not_before\":\"soon\"}",
                "not_before | /reschedule | {\"not_before\":\"+10000-01-01T00:00:00Z\"}",
            })
    void namesTheFieldThatIsWrong(String field, String path, String body) {
        InboundClient client = client("wrong");
        String callback = CALLBACKS + "/" + client.waiting("support");

        assertThat(client.post(callback + path, body)
                        .expectProblem(400, "invalid")
                        .wrongFields())
                .containsExactly(field);
    }

    @Test
    void knowsNoOtherCallers() {
        String theirs = client("theirs").waiting("support");
        InboundClient other = client("other");

        for (String id : new String[] {theirs, "x"}) {
            String callback = CALLBACKS + "/" + id;
            other.post(callback, NUMBER).expectProblem(404, "not-found");
            other.post(callback + "/reschedule", "{\"not_before\":\"2099-01-01T00:00:00Z\"}")
                    .expectProblem(404, "not-found");
            other.delete(callback).expectProblem(404, "not-found");
        }
        client("theirs").delete(CALLBACKS + "/" + theirs).expectProblem(409, "conflict");
    }

    private static InboundClient client(String tenant) {
        InboundClient client = new InboundClient(server, tenant);
        client.define("support", "{}").expect(200);
        return client;
    }
}
