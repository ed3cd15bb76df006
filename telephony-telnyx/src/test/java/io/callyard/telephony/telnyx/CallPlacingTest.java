package io.callyard.telephony.telnyx;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.fake.FakeResponse;
import io.callyard.model.CallData;
import io.callyard.model.CarrierCallId;
import io.callyard.model.PhoneNumber;
import io.callyard.spi.carrier.PlaceAnswer;
import io.callyard.spi.carrier.PlaceOrder;
import io.callyard.telephony.telnyx.CallTag.Mark;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallPlacingTest {
    private static final PlaceAnswer PLACED = new PlaceAnswer.Placed(new CarrierCallId(Wire.CALL));
    private final Bench bench = new Bench();

    @Test
    void aCallIsAskedForInTheCarriersWords() {
        assertThat(bench.place()).isEqualTo(PLACED);

        Wire.Sent sent = bench.wire.last();
        assertThat(bench.wire.sent).hasSize(1);
        assertThat(sent.method() + " " + sent.path()).isEqualTo("POST /v2/calls");
        assertThat(sent.request().header("authorization")).contains("Bearer KEY0000");
        assertThat(sent.request().header("content-type")).contains("application/json");
        assertThat(sent.text("connection_id")).isEqualTo(Bench.CONNECTION);
        assertThat(sent.text("to")).isEqualTo("+15551234567");
        assertThat(sent.text("from")).isEqualTo("+15550100100");
        assertThat(sent.tag()).isEqualTo(Bench.TAG);
        assertThat(sent.text("timeout_secs")).isEqualTo("40");
        assertThat(sent.text("time_limit_secs")).isEqualTo("1800");
        assertThat(sent.json().has("retry_on_timeout")).isTrue();
        assertThat(sent.json().isTrue("retry_on_timeout")).isFalse();
        assertThat(sent.text("webhook_url")).isEqualTo(Bench.PUBLIC);
        assertThat(sent.json()
                        .get("webhook_retries_policies")
                        .get("call.hangup")
                        .list("retries_ms"))
                .extracting(delay -> delay.asText())
                .containsExactly("1000", "5000", "15000");
        assertThat(sent.json().has("answering_machine_detection")).isFalse();
        assertThat(sent.json().has("assistant")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"1, 5", "5, 5", "600, 600", "3600, 600"})
    void timesAreKeptWithinWhatTheCarrierTakes(int seconds, String timeout) {
        PlaceOrder order = new PlaceOrder(
                Bench.ACME,
                Bench.subject(),
                CallData.NONE,
                1,
                Duration.ofSeconds(seconds),
                Duration.ofSeconds(seconds * 24L),
                false);
        bench.get(bench.driver.place(order));

        assertThat(bench.wire.last().text("timeout_secs")).isEqualTo(timeout);
        long limit = Math.max(30, Math.min(14_400, seconds * 24L));
        assertThat(bench.wire.last().text("time_limit_secs")).isEqualTo(Long.toString(limit));
    }

    @Test
    void eachAttemptHasItsOwnCommandIdAndTheSameAttemptTheSame() {
        List<String> ids = new ArrayList<>();
        for (int attempt : new int[] {1, 2, 1}) {
            bench.get(bench.driver.place(Bench.order(attempt)));
            ids.add(bench.wire.last().text("command_id"));
        }

        assertThat(ids.get(0)).isEqualTo(ids.get(2)).isNotEqualTo(ids.get(1)).matches("[0-9a-f-]{36}");
    }

    @Test
    void theAssistantTravelsWithTheCallButNotWhereAnAgentWaits() {
        Bench talking = new Bench(builder ->
                builder.assistant(order -> Optional.of("assistant-7")).machineDetection(MachineDetection.PREMIUM));
        talking.place();
        assertThat(talking.wire.last().tag()).isEqualTo(new CallTag.Outbound(Bench.CALL, 1, Mark.NONE, "assistant-7"));
        assertThat(talking.wire.last().text("answering_machine_detection")).isEqualTo("premium");

        talking.get(talking.driver.place(Bench.order(2, true)));
        assertThat(talking.wire.last().tag()).isEqualTo(new CallTag.Outbound(Bench.CALL, 2, Mark.NONE, null));
    }

    @Test
    void ofSeveralNumbersACallKeepsToOne() {
        PhoneNumber other = PhoneNumber.parse("+15550100101");
        Bench several = new Bench(builder -> builder.number(other));
        Set<String> used = new HashSet<>();
        for (int attempt = 1; attempt <= 3; attempt++) {
            several.get(several.driver.place(Bench.order(attempt)));
            used.add(several.wire.last().text("from"));
        }

        assertThat(used).hasSize(1);
        assertThat(Set.of("+15550100100", "+15550100101")).containsAll(used);
    }

    static Stream<Exception> provablyNotSent() {
        return Stream.of(
                new ConnectException("refused"),
                new HttpConnectTimeoutException("no connection"),
                new SSLHandshakeException("no"));
    }

    @ParameterizedTest
    @MethodSource("provablyNotSent")
    void whatWasNotSentMayBeTriedLater(Exception failure) {
        bench.wire.then(request -> CompletableFuture.failedStage(failure));

        assertThat(bench.place()).isInstanceOfSatisfying(PlaceAnswer.NotNow.class, answer -> {
            assertThat(answer.accountFault()).isTrue();
            assertThat(answer.retryAfter()).isZero();
        });
        assertThat(bench.wire.sent).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "422, 10016, /to",
        "403, D11, ''",
        "403, D13, ''",
        "422, 10015, /to",
        "400, 10015, ''",
        "422, 10033, /timeout_secs",
        "400, '', ''"
    })
    void aRefusalOfTheCallIsFinal(int status, String code, String pointer) {
        bench.wire.then(status, Wire.error(code, pointer));

        assertThat(bench.place())
                .isInstanceOfSatisfying(
                        PlaceAnswer.Refused.class,
                        answer -> assertThat(answer.cause().code()).isEqualTo(code.isEmpty() ? null : code));
        assertThat(bench.wire.sent).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "401, 10009, ''",
        "403, D1, ''",
        "403, D2, ''",
        "403, 10010, ''",
        "422, 10015, /connection_id",
        "422, 10016, /from",
        "404, 10005, ''",
        "418, '', ''"
    })
    void whatIsWrongWithTheAccountIsNoFaultOfTheCall(int status, String code, String pointer) {
        bench.wire.then(status, Wire.error(code, pointer));

        assertThat(bench.place()).isInstanceOfSatisfying(PlaceAnswer.NotNow.class, answer -> {
            assertThat(answer.accountFault()).isTrue();
            assertThat(answer.retryAfter()).isPositive();
        });
        assertThat(bench.wire.sent).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"x-ratelimit-reset, 7, 7", "retry-after, 3, 3", "x-ratelimit-reset, soon, 0", "x-other, 9, 0"})
    void tooManyRequestsAreTriedWhenTheCarrierSays(String header, String value, int seconds) {
        bench.wire.then(request -> Wire.done(new FakeResponse(
                429, Map.of(header, value), Wire.error("90103", "").getBytes(StandardCharsets.UTF_8))));

        assertThat(bench.place()).isInstanceOfSatisfying(PlaceAnswer.NotNow.class, answer -> {
            assertThat(answer.accountFault()).isFalse();
            assertThat(answer.retryAfter()).isEqualTo(Duration.ofSeconds(seconds));
        });
        assertThat(bench.wire.sent).hasSize(1);
    }

    static Stream<String> unclear() {
        return Stream.of("silent", "broken", "500", "503", "408", "302", "garbage", "cut", "large", "no id", "bad id");
    }

    private void next(String fault) {
        switch (fault) {
            case "silent" -> bench.wire.silent();
            case "broken" -> bench.wire.broken();
            case "garbage" -> bench.wire.then(200, "<html>oops</html>");
            case "cut" -> bench.wire.then(200, "{\"data\":{\"call_control_id\":\"v3:");
            case "large" -> bench.wire.then(200, "\"" + "0".repeat(300 * 1024) + "\"");
            case "no id" -> bench.wire.then(200, "{\"data\":{}}");
            case "bad id" -> bench.wire.then(200, "{\"data\":{\"call_control_id\":\"a\\u0000b\"}}");
            default -> bench.wire.then(Integer.parseInt(fault), Wire.error("10007", ""));
        }
    }

    @ParameterizedTest
    @MethodSource("unclear")
    void afterAnUnclearAnswerTheSameWordsAreSentAgain(String fault) {
        next(fault);

        assertThat(bench.place()).isEqualTo(PLACED);

        assertThat(bench.wire.sent).hasSize(2);
        assertThat(bench.wire.sent.get(1).request().text())
                .isEqualTo(bench.wire.sent.get(0).request().text());
    }

    @ParameterizedTest
    @MethodSource("unclear")
    void withoutAnyClearAnswerNobodyKnows(String fault) {
        for (int i = 0; i < 50; i++) {
            next(fault);
        }
        Instant begun = bench.scheduler.instant();

        assertThat(bench.place()).isInstanceOf(PlaceAnswer.NoClearAnswer.class);

        assertThat(Duration.between(begun, bench.scheduler.instant())).isLessThanOrEqualTo(Duration.ofSeconds(8));
        assertThat(bench.wire.sent).hasSizeBetween(2, 6);
        assertThat(bench.wire.sent.stream().map(sent -> sent.text("command_id")).distinct())
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"429, 10011, ''", "401, 10009, ''", "403, D1, ''", "404, 10005, ''"})
    void aRefusalAfterAnUnclearAnswerProvesNothing(int status, String code, String pointer) {
        bench.wire.then(500, "{}");
        for (int i = 0; i < 20; i++) {
            bench.wire.then(status, Wire.error(code, pointer));
        }

        assertThat(bench.place()).isInstanceOf(PlaceAnswer.NoClearAnswer.class);
    }

    @Test
    void noConnectionAfterAnUnclearAnswerProvesNothing() {
        bench.wire.silent();
        for (int i = 0; i < 20; i++) {
            bench.wire.then(request -> CompletableFuture.failedStage(new ConnectException("refused")));
        }

        assertThat(bench.place()).isInstanceOf(PlaceAnswer.NoClearAnswer.class);
        assertThat(bench.wire.sent).hasSizeGreaterThan(2);
    }

    @Test
    void wordsThatAreRefusedTheSecondTimeWereRefusedTheFirstTime() {
        bench.wire.then(500, "{}").then(422, Wire.error("10016", "/to"));

        assertThat(bench.place()).isInstanceOf(PlaceAnswer.Refused.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 400, 999, 5_000})
    void nothingIsSentAgainLaterThan45SecondsAfterTheFirst(long latency) {
        Bench patient = new Bench(builder -> builder.placeTimeout(Duration.ofMinutes(10)));
        Instant begun = patient.scheduler.instant();
        List<Duration> times = new ArrayList<>();
        patient.wire.always(request -> {
            times.add(Duration.between(begun, patient.scheduler.instant()));
            CompletableFuture<FakeResponse> answer = new CompletableFuture<>();
            patient.scheduler.schedule(Duration.ofMillis(latency), () -> answer.complete(FakeResponse.json(500, "{}")));
            return answer;
        });

        assertThat(patient.place()).isInstanceOf(PlaceAnswer.NoClearAnswer.class);

        assertThat(times).allMatch(time -> time.compareTo(Duration.ofSeconds(45)) < 0);
        assertThat(times.get(times.size() - 1)).isGreaterThan(Duration.ofSeconds(30));
        assertThat(patient.wire.sent.stream()
                        .map(sent -> sent.text("command_id"))
                        .distinct())
                .hasSize(1);
    }

    @Test
    void anApplicationThatCannotSayWhoTalksMakesNoCall() {
        Bench failing = new Bench(builder -> builder.assistant(order -> {
            throw new IllegalStateException("no data base");
        }));

        assertThat(failing.place()).isInstanceOf(PlaceAnswer.NotNow.class);
        assertThat(failing.wire.sent).isEmpty();
    }

    @Test
    void noPhoneNumberShowsInAnAnswer() {
        bench.wire.refuse(422, "10016");

        assertThat(bench.place().toString()).contains("10016").doesNotContain("555");
    }
}
