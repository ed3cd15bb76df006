package io.callyard.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.model.CallData;
import io.callyard.model.CallId;
import io.callyard.model.CallRequest;
import io.callyard.model.CarrierCallId;
import io.callyard.model.CarrierCause;
import io.callyard.model.Outcome;
import io.callyard.model.PhoneNumber;
import io.callyard.model.Verdict;
import io.callyard.outbound.Admission;
import io.callyard.spi.carrier.PlaceAnswer;
import io.callyard.spi.carrier.PlaceOrder;
import io.callyard.testkit.FakeCarrier;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class CallsResourceTest {
    private static final String OPERATOR = "acme-operator";
    private static final String CALL = "{\"phone_number\":\"+12025550100\",\"contact_name\":\"Ada Finch\"}";

    private final TestServer server = new TestServer(WebSettings.DEFAULT.withCarrierWait(Duration.ofMillis(500)), "/*");

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    @Tag("R1.3")
    void startsACallAtOnceWhileASlotIsFree() {
        Answer answer = server.post(OPERATOR, "/api/calls", CALL).expect(200);

        PlaceOrder order = server.orderOf(answer.text("call_id"));
        assertThat(answer.json())
                .containsEntry("success", true)
                .containsEntry("call_id", order.subject().id().toString())
                .containsEntry("execution_id", FakeCarrier.idOf(order).value())
                .containsKey("message");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @Test
    void takesTheOlderPathToo() {
        server.post(OPERATOR, "/api/calls/initiate", CALL).expect(200);
    }

    @Test
    void leavesTheExecutionIdOutUntilTheCarrierHasAnswered() {
        CompletableFuture<PlaceAnswer> late = new CompletableFuture<>();
        server.carrier.answerNextBy(order -> late);

        Answer answer = server.post(OPERATOR, "/api/calls", CALL).expect(200);
        late.complete(new PlaceAnswer.Placed(new CarrierCallId("late")));

        assertThat(answer.json()).containsEntry("execution_id", null).containsEntry("status", "reserved");
    }

    @Test
    @Tag("R1.2")
    void queuesACallAtTheLimitAndSaysWhereItStands() {
        server.post(OPERATOR, "/api/calls", CALL).expect(200);
        server.post(OPERATOR, "/api/calls", CALL).expect(200);

        Answer answer = server.post(OPERATOR, "/api/calls", CALL).expect(202);

        assertThat(answer.text("reason")).contains("2/2");
        assertThat(answer.at("reason_code")).isEqualTo("tenant_limit");
        assertThat(answer.at("queue.position")).isEqualTo(1);
        assertThat(answer.at("queue.total_in_queue")).isEqualTo(1);
        int low = (Integer) answer.at("queue.estimated_wait_low_seconds");
        int likely = (Integer) answer.at("queue.estimated_wait_seconds");
        int high = (Integer) answer.at("queue.estimated_wait_high_seconds");
        assertThat(low).isLessThanOrEqualTo(likely);
        assertThat(likely).isPositive().isLessThanOrEqualTo(high);

        Answer found =
                server.get(OPERATOR, "/api/calls/" + answer.text("queue.id")).expect(200);
        assertThat(found.at("status")).isEqualTo("queued");
        assertThat(found.at("queue.position")).isEqualTo(1);
    }

    @Test
    void queuesACallThatTheCarrierPutsOff() {
        server.carrier.answerNext(
                new PlaceAnswer.NotNow(CarrierCause.of("too many requests"), Duration.ofMinutes(5), false));

        Answer answer = server.post(OPERATOR, "/api/calls", CALL).expect(202);

        assertThat(answer.at("reason_code")).isEqualTo("account_resting");
        assertThat(answer.at("queue.position")).isEqualTo(1);
    }

    @Test
    void saysThatACallFailedThatTheCarrierRefuses() {
        server.carrier.answerNext(new PlaceAnswer.Refused(new CarrierCause("no such number", "21211")));

        Answer answer = server.post(OPERATOR, "/api/calls", CALL).expect(200);

        assertThat(answer.json()).containsEntry("success", false).containsEntry("outcome", "failed");
        Answer found = server.get(OPERATOR, "/api/calls/" + answer.text("call_id"));
        assertThat(found.json())
                .containsEntry("cause", "no such number")
                .containsEntry("cause_code", "21211")
                .containsEntry("status", "ended");
    }

    @Test
    @Tag("R1.11")
    void refusesWhatAPolicyForbids() {
        server.policy.answerNext(new Verdict.Refuse("do-not-call", "the number is on the list"));

        Answer answer = server.post(OPERATOR, "/api/calls", CALL).expectProblem(422, "refused");

        assertThat(answer.json())
                .containsEntry("rule", "do-not-call")
                .containsEntry("reason", "the number is on the list");
    }

    @Test
    @Tag("R1.11")
    void queuesWhatAPolicyHoldsBack() {
        Instant until = Instant.now().plus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS);
        server.policy.answerNext(new Verdict.Hold(until, "outside calling hours"));

        Answer answer = server.post(OPERATOR, "/api/calls", CALL).expect(202);

        assertThat(answer.text("reason")).contains("outside calling hours");
        assertThat(answer.at("reason_until")).isEqualTo(until.toString());
    }

    @Test
    void findsTheFirstCallAgainByItsKey() {
        Answer first = keyed("order-1").expect(200);
        Answer second = keyed("order-1").expect(200);
        Answer other = keyed("order-2").expect(200);

        assertThat(second.at("call_id")).isEqualTo(first.at("call_id"));
        assertThat(other.at("call_id")).isNotEqualTo(first.at("call_id"));
        assertThat(server.carrier.orders()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"1, 200", "200, 200", "201, 400"})
    void boundsTheLengthOfAKey(int length, int status) {
        keyed("k".repeat(length)).expect(status);
    }

    @Test
    @Tag("R1.5")
    void givesBackWhatWasAskedFor() {
        Instant tomorrow = Instant.now().plus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
        String body = "{\"phone_number\":\"+12025550123\",\"agent_id\":\"ai-1\",\"contact_id\":\"c-7\","
                + "\"contact_name\":\"Zoë Ω\",\"priority\":-3,\"scheduled_for\":\"" + tomorrow + "\","
                + "\"expires_at\":\"" + tomorrow.plusSeconds(60) + "\","
                + "\"data\":{\"n\":0.10,\"big\":1e400,\"list\":[true,null,\"x\"]},\"unknown\":{\"a\":[1]}}";

        Answer placed = server.post(OPERATOR, "/api/calls", body).expect(202);
        Answer found =
                server.get(OPERATOR, "/api/calls/" + placed.text("queue.id")).expect(200);

        assertThat(placed.at("reason_code")).isEqualTo("scheduled");
        assertThat(found.json())
                .containsEntry("phone_number", "+12025550123")
                .containsEntry("agent_id", "ai-1")
                .containsEntry("contact_id", "c-7")
                .containsEntry("contact_name", "Zoë Ω")
                .containsEntry("user_id", "user-operator")
                .containsEntry("priority", -3)
                .containsEntry("type", "direct")
                .containsEntry("campaign_id", null)
                .containsEntry("status", "scheduled")
                .containsEntry("attempts", 0)
                .containsEntry("scheduled_for", tomorrow.toString())
                .containsEntry("expires_at", tomorrow.plusSeconds(60).toString())
                .containsKeys("created_at", "updated_at");
        assertThat(found.response().body())
                .contains("\"data\":{\"n\":0.10,\"big\":1e400,\"list\":[true,null,\"x\"]}")
                .doesNotContain("unknown");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"text\"", "12", "true", "[]", "[[[[[[[[1]]]]]]]]"})
    void takesAnyJsonValueAsData(String data) {
        Answer placed = server.post(OPERATOR, "/api/calls", "{\"phone_number\":\"+12025550100\",\"data\":" + data + "}")
                .expect(200);

        assertThat(server.get(OPERATOR, "/api/calls/" + placed.text("call_id"))
                        .response()
                        .body())
                .contains("\"data\":" + data + ",");
    }

    @Test
    void showsDataThatIsNotJsonAsAString() {
        CallId id = place(CallRequest.direct(TestServer.ACME, PhoneNumber.parse("+12025550100"))
                .data(new CallData("{\"open\":\"</script>"))
                .build());

        assertThat(server.get(OPERATOR, "/api/calls/" + id).at("data")).isEqualTo("{\"open\":\"</script>");
    }

    @Test
    void namesEveryFieldThatIsWrong() {
        String body = "{\"agent_id\":\"\",\"contact_name\":7,\"priority\":1.5,\"scheduled_for\":\"tomorrow\","
                + "\"type\":\"fax\",\"data\":[[[[[[[[[1]]]]]]]]]}";

        Answer answer = server.post(OPERATOR, "/api/calls", body).expectProblem(400, "invalid");

        assertThat(answer.wrongFields())
                .containsExactlyInAnyOrder(
                        "phone_number", "agent_id", "contact_name", "priority", "scheduled_for", "type", "data");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "phone_number | \"phone_number\":\"12025550100\"",
                "phone_number | \"phone_number\":\"+1202555010\\n0\"",
                "phone_number | \"phone_number\":null",
                "priority | \"phone_number\":\"+12025550100\",\"priority\":2147483648",
                "campaign_id | \"phone_number\":\"+12025550100\",\"type\":\"campaign\"",
                "campaign_id | \"phone_number\":\"+12025550100\",\"type\":\"direct\",\"campaign_id\":\"c\"",
                "campaign_id | \"phone_number\":\"+12025550100\",\"campaign_id\":\"there is none\"",
                "contact_name | \"phone_number\":\"+12025550100\",\"contact_name\":\"a\\u0000b\"",
                "expires_at | \"phone_number\":\"+12025550100\",\"expires_at\":\"2020-01-01T00:00:00Z\"",
                "expires_at | \"phone_number\":\"+12025550100\",\"expires_at\":\"+1000000000-12-31T23:59:59Z\"",
                "data | \"phone_number\":\"+12025550100\",\"data\":\"\\ud800\"",
            })
    void namesTheFieldThatIsWrong(String field, String members) {
        Answer answer = server.post(OPERATOR, "/api/calls", "{" + members + "}").expectProblem(400, "invalid");

        assertThat(answer.wrongFields()).containsExactly(field);
        assertThat(answer.response().body()).doesNotContain("2025550100");
    }

    @Test
    void boundsDataToSixteenKilobytes() {
        String fits = "\"" + "x".repeat(16 * 1024 - 2) + "\"";
        String tooLarge = "{\"a\":\"" + "x".repeat(16 * 1024 - 7) + "\"}";

        server.post(OPERATOR, "/api/calls", "{\"phone_number\":\"+12025550100\",\"data\":" + fits + "}")
                .expect(200);
        Answer answer = server.post(
                        OPERATOR, "/api/calls", "{\"phone_number\":\"+12025550100\",\"data\":" + tooLarge + "}")
                .expectProblem(400, "invalid");
        assertThat(answer.wrongFields()).containsExactly("data");
    }

    @Test
    void boundsDataInBytesNotInCharacters() {
        String tooLarge = "\"" + "€".repeat(6 * 1024) + "\"";

        Answer answer = server.post(
                        OPERATOR, "/api/calls", "{\"phone_number\":\"+12025550100\",\"data\":" + tooLarge + "}")
                .expectProblem(400, "invalid");

        assertThat(answer.wrongFields()).containsExactly("data");
    }

    @Test
    @Tag("R1.7")
    void showsTheQueueByType() {
        server.post(OPERATOR, "/api/calls", CALL);
        server.post(OPERATOR, "/api/calls", CALL);
        Answer queued = server.post(OPERATOR, "/api/calls", CALL).expect(202);
        server.post(OPERATOR, "/api/calls", CALL).expect(202);

        Answer status = server.get(OPERATOR, "/api/calls/queue/status").expect(200);

        assertThat(status.at("direct_calls.queued")).isEqualTo(2);
        assertThat(status.at("direct_calls.processing")).isEqualTo(2);
        assertThat(status.at("direct_calls.total")).isEqualTo(4);
        assertThat(status.at("direct_calls.next_call.id")).isEqualTo(queued.at("queue.id"));
        assertThat(status.at("direct_calls.next_call.phone_number")).isEqualTo("+12025550100");
        assertThat(status.at("direct_calls.next_call.contact_name")).isEqualTo("Ada Finch");
        assertThat(status.at("direct_calls.next_call.position")).isEqualTo(1);
        assertThat(status.at("direct_calls.next_call.queued_at")).isNotNull();
        assertThat(status.json().get("campaign_calls"))
                .isEqualTo(TestJson.object("{\"queued\":0,\"processing\":0,\"total\":0,\"next_call\":null}"));
    }

    @Test
    void listsTheLiveCalls() {
        String first = server.post(OPERATOR, "/api/calls", CALL).text("call_id");
        String second = server.post(OPERATOR, "/api/calls", CALL).text("call_id");
        server.post(OPERATOR, "/api/calls", CALL).expect(202);

        Answer live = server.get(OPERATOR, "/api/calls").expect(200);

        assertThat(List.of(live.text("calls.0.id"), live.text("calls.1.id"))).containsExactly(first, second);
        assertThat(live.at("total")).isEqualTo(2);
        assertThat(live.at("seq")).isEqualTo((int) server.engine.broadcaster().lastSeq(TestServer.ACME));
    }

    @Test
    void explainsWhyACallWaits() {
        server.post(OPERATOR, "/api/calls", CALL);
        server.post(OPERATOR, "/api/calls", CALL);
        String id = server.post(OPERATOR, "/api/calls", CALL).text("queue.id");

        Answer explanation =
                server.get(OPERATOR, "/api/calls/" + id + "/explanation").expect(200);

        assertThat(explanation.at("reasons.0.code")).isEqualTo("tenant_limit");
        assertThat(explanation.text("reasons.0.text")).contains("2/2");
        assertThat(explanation.json()).containsEntry("earliest_at", null);
    }

    @Test
    void cancelsACallThatWaits() {
        server.post(OPERATOR, "/api/calls", CALL);
        server.post(OPERATOR, "/api/calls", CALL);
        String id = server.post(OPERATOR, "/api/calls", CALL).text("queue.id");

        Answer canceled = server.delete(OPERATOR, "/api/calls/" + id).expect(200);

        assertThat(canceled.json()).containsEntry("status", "ended").containsEntry("outcome", "canceled");
        assertThat(server.carrier.hangUps()).isEmpty();
    }

    @Test
    void hangsUpALiveCallAndSaysSoOnceItIsOver() {
        String id = server.post(OPERATOR, "/api/calls", CALL).text("call_id");
        PlaceOrder order = server.orderOf(id);

        Answer asked = server.delete(OPERATOR, "/api/calls/" + id).expect(200);
        server.carrier.ended(order, Outcome.CANCELED);

        assertThat(asked.json()).containsEntry("hang_up_requested", true);
        assertThat(server.carrier.hangUps()).containsExactly(FakeCarrier.idOf(order));
        server.delete(OPERATOR, "/api/calls/" + id).expectProblem(409, "conflict");
    }

    @ParameterizedTest
    @ValueSource(strings = {"not-an-id", "018f0000-0000-7000-8000-000000000000", "1-1-1-1-1"})
    void knowsNoCallByAnIdThatWasNeverGiven(String id) {
        server.get(OPERATOR, "/api/calls/" + id).expectProblem(404, "not-found");
        server.get(OPERATOR, "/api/calls/" + id + "/explanation").expectProblem(404, "not-found");
        server.delete(OPERATOR, "/api/calls/" + id).expectProblem(404, "not-found");
    }

    @Test
    void saysWhatAPathTakes() {
        Answer answer = server.send("PUT", OPERATOR, "/api/calls", CALL).expectProblem(405, "method-not-allowed");

        assertThat(answer.header("Allow")).isEqualTo("GET, POST");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/json; charset=utf-16"})
    void readsJsonInUtf8Only(String contentType) {
        server.send(server.request(OPERATOR, "/api/calls")
                        .header("Content-Type", contentType)
                        .POST(BodyPublishers.ofString(CALL)))
                .expectProblem(415, "unsupported-content-type");
    }

    @Test
    void readsABodyWhoseTypeNamesItsCharset() {
        server.send(server.request(OPERATOR, "/api/calls")
                        .header("Content-Type", "Application/JSON; charset=\"UTF-8\"")
                        .POST(BodyPublishers.ofString(CALL)))
                .expect(200);
    }

    @Test
    void saysWhenToComeBackWhileTheStoreDoesNotAnswer() {
        server.breakStore(true);

        Answer get = server.get(OPERATOR, "/api/calls/queue/status").expectProblem(503, "unavailable");
        Answer post = server.post(OPERATOR, "/api/calls", CALL).expectProblem(503, "unavailable");
        Answer keyed = keyed("order-1").expectProblem(503, "unavailable");
        server.breakStore(false);

        assertThat(get.header("Retry-After")).isEqualTo("2");
        assertThat(post.text("detail")).contains("may have been kept");
        assertThat(keyed.text("detail")).contains("same Idempotency-Key");
    }

    private Answer keyed(String key) {
        return server.send(server.request(OPERATOR, "/api/calls")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(CALL)));
    }

    private CallId place(CallRequest request) {
        return ((Admission.Started) server.engine.calls().place(request)).call().id();
    }
}
