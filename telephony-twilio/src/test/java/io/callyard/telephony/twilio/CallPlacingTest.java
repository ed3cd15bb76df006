package io.callyard.telephony.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.fake.FakeResponse;
import io.callyard.model.CallData;
import io.callyard.model.CallId;
import io.callyard.model.CallSubject;
import io.callyard.model.CallType;
import io.callyard.model.CarrierCallId;
import io.callyard.model.PhoneNumber;
import io.callyard.spi.carrier.PlaceAnswer;
import io.callyard.spi.carrier.PlaceAnswer.NoClearAnswer;
import io.callyard.spi.carrier.PlaceAnswer.NotNow;
import io.callyard.spi.carrier.PlaceAnswer.Placed;
import io.callyard.spi.carrier.PlaceAnswer.Refused;
import io.callyard.spi.carrier.PlaceOrder;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallPlacingTest {
    private final Bench bench = new Bench();

    private PlaceAnswer placed() {
        CompletableFuture<PlaceAnswer> answer =
                bench.driver.place(Bench.order(3)).toCompletableFuture();
        bench.scheduler.advance(Duration.ofSeconds(11));
        assertThat(answer).isCompleted();
        return answer.join();
    }

    @Test
    void aCallIsAskedForOnceWithAllThatNamesIt() {
        assertThat(placed()).isEqualTo(new Placed(new CarrierCallId(Wire.SID)));

        assertThat(bench.wire.sent).hasSize(1);
        Wire.Sent sent = bench.wire.last();
        assertThat(sent.method() + " " + sent.path())
                .isEqualTo("POST /2010-04-01/Accounts/" + Bench.ACCOUNT + "/Calls.json");
        assertThat(sent.get("To")).isEqualTo("+15551234567");
        assertThat(sent.get("From")).isEqualTo("+15550100100");
        assertThat(sent.get("Timeout")).isEqualTo("40");
        assertThat(sent.get("TimeLimit")).isEqualTo("1800");
        assertThat(sent.get("Url")).isEqualTo(Bench.PUBLIC + "/outbound#rc=1&rp=ct,5xx");
        assertThat(sent.get("StatusCallback"))
                .isEqualTo(Bench.PUBLIC + "/status?call=" + Bench.CALL + ".3#rc=3&rp=all");
        assertThat(sent.all("StatusCallbackEvent")).containsExactly("initiated", "ringing", "answered", "completed");
        assertThat(sent.body()).doesNotContain("Machine").doesNotContain("AsyncAmd");
        assertThat(sent.request().header("authorization"))
                .contains(
                        "Basic QUMwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMTowMTIzNDU2Nzg5YWJjZGVmMDEyMzQ1Njc4OWFiY2RlZg==");
    }

    @Test
    void ofSeveralNumbersACallKeepsToOne() {
        Bench several = new Bench(builder -> builder.number(PhoneNumber.parse("+15550100101")));
        for (int attempt = 1; attempt < 5; attempt++) {
            several.driver.place(Bench.order(attempt));
        }

        // The id ends in a: the first of two.
        assertThat(several.wire.sent).extracting(sent -> sent.get("From")).containsOnly("+15550100100");
        several.driver.place(new PlaceOrder(
                Bench.ACME,
                new CallSubject(
                        CallId.parse("019b8e00-0000-7000-8000-00000000000b"),
                        CallType.DIRECT,
                        null,
                        null,
                        null,
                        null,
                        null,
                        Bench.PERSON),
                CallData.NONE,
                1,
                Duration.ofMillis(1),
                Duration.ofDays(7)));
        assertThat(several.wire.last().form())
                .containsEntry("From", "+15550100101")
                .containsEntry("Timeout", "1")
                .containsEntry("TimeLimit", "86400");
    }

    @Test
    void instructionsGoWithTheCallUnlessAnAgentWaits() {
        Bench url = new Bench(builder -> builder.instructions(
                order -> Instructions.url(URI.create("https://app.example.com/script?x=1&y=%20"))));
        url.driver.place(Bench.order(1));
        assertThat(url.wire.last().get("Url")).isEqualTo("https://app.example.com/script?x=1&y=%20");
        url.driver.place(Bench.order(1, true));
        assertThat(url.wire.last().get("Url")).startsWith(Bench.PUBLIC + "/outbound");

        Bench twiml = new Bench(builder ->
                builder.instructions(order -> Instructions.twiml("<Response><Say>a&amp;b</Say></Response>")));
        twiml.driver.place(Bench.order(1));
        assertThat(twiml.wire.last().get("Twiml")).isEqualTo("<Response><Say>a&amp;b</Say></Response>");
        assertThat(twiml.wire.last().form()).doesNotContainKey("Url");
    }

    @Test
    void detectionDoesNotKeepThePersonWaiting() {
        Bench detecting = new Bench(builder -> builder.machineDetection(true));
        detecting.driver.place(Bench.order(2));

        assertThat(detecting.wire.last().form())
                .containsEntry("MachineDetection", "Enable")
                .containsEntry("AsyncAmd", "true")
                .containsEntry("AsyncAmdStatusCallback", Bench.PUBLIC + "/amd?call=" + Bench.CALL + ".2#rc=3&rp=all");
    }

    @Test
    void instructionsThatFailUseUpNoCall() {
        Bench failing = new Bench(builder -> builder.instructions(order -> {
            throw new IllegalArgumentException("no script for +15551234567");
        }));

        assertThat(failing.driver.place(Bench.order(1)).toCompletableFuture().join())
                .isInstanceOfSatisfying(NotNow.class, answer -> {
                    assertThat(answer.accountFault()).isTrue();
                    assertThat(answer.cause().toString()).doesNotContain("555");
                });
        assertThat(failing.wire.sent).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"400, 21211", "400, 21217", "400, 21214", "400, 21216", "403, 21215", "400, 29999", "400, 0"})
    void whatIsAboutThePersonIsFinal(int status, int code) {
        bench.wire.then(status, error(status, code));

        assertThat(placed()).isInstanceOfSatisfying(Refused.class, answer -> {
            assertThat(answer.cause().code()).isEqualTo(code == 0 ? "HTTP 400" : Integer.toString(code));
            assertThat(answer.cause().text()).doesNotContain("555");
        });
        assertThat(bench.wire.sent).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "429, 20429, 1, false",
        "429, 0, 1, false",
        "400, 10004, 5, false",
        "400, 22005, 600, false",
        "401, 20003, 0, true",
        "403, 0, 0, true",
        "400, 21210, 0, true",
        "404, 20404, 0, true",
        "407, 0, 0, true"
    })
    void whatIsAboutTheAccountLetsTheCallWait(int status, int code, int seconds, boolean accountFault) {
        bench.wire.then(status, error(status, code));

        assertThat(placed()).isInstanceOfSatisfying(NotNow.class, answer -> {
            assertThat(answer.retryAfter()).isEqualTo(Duration.ofSeconds(seconds));
            assertThat(answer.accountFault()).isEqualTo(accountFault);
        });
    }

    @Test
    void theCarriersWishToBeLeftAloneIsKept() {
        bench.wire.then(request -> Wire.done(new FakeResponse(
                429, Map.of("retry-after", "17"), error(429, 20429).getBytes(StandardCharsets.UTF_8))));

        assertThat(placed())
                .isInstanceOfSatisfying(
                        NotNow.class, answer -> assertThat(answer.retryAfter()).isEqualTo(Duration.ofSeconds(17)));
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 500, 502, 503, 504, 301, 302, 307})
    void nobodyKnowsAfterAServerErrorOrARedirect(int status) {
        bench.wire.then(status, error(status, 20500));

        assertThat(placed()).isInstanceOf(NoClearAnswer.class);
        assertThat(bench.wire.sent).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nope",
                "[]",
                "{}",
                "{\"sid\":null}",
                "{\"sid\":\"\"}",
                "{\"sid\":\"CA1\"}",
                "{\"sid\":\"SMcccccccccccccccccccccccccccccccc\"}",
                "{\"sid\":\"CAcccccccccccccccccccccccccccccccc\"",
                "{\"sid\":[\"CAcccccccccccccccccccccccccccccccc\"]}"
            })
    void nobodyKnowsAfterASuccessThatCannotBeRead(String body) {
        bench.wire.then(201, body);

        assertThat(placed()).isInstanceOf(NoClearAnswer.class);
        assertThat(bench.wire.sent).hasSize(1);
    }

    @Test
    void nobodyKnowsAfterAnAnswerThatIsTooLarge() {
        byte[] large = new byte[300_000];
        Arrays.fill(large, (byte) ' ');
        bench.wire.then(request -> Wire.done(new FakeResponse(201, Map.of(), large)));

        assertThat(placed()).isInstanceOf(NoClearAnswer.class);
    }

    @Test
    void nobodyKnowsWhenNoAnswerComes() {
        bench.wire.then(request -> new CompletableFuture<>());

        assertThat(placed()).isInstanceOf(NoClearAnswer.class);
        assertThat(bench.wire.sent).hasSize(1);
    }

    @Test
    void nobodyKnowsWhenTheConnectionBreaks() {
        bench.wire.then(request -> CompletableFuture.failedStage(new IOException("header parser received no bytes")));

        assertThat(placed()).isInstanceOf(NoClearAnswer.class);
    }

    @Test
    void withoutAConnectionNothingWasSent() {
        for (IOException failure : new IOException[] {
            new ConnectException(), new HttpConnectTimeoutException("connect"), new SSLHandshakeException("no")
        }) {
            bench.wire.then(request -> CompletableFuture.failedStage(failure));

            assertThat(placed())
                    .isInstanceOfSatisfying(
                            NotNow.class,
                            answer -> assertThat(answer.accountFault()).isTrue());
        }
    }

    @Test
    void thatNoWebhookComesIsNoticed() {
        bench.wire.then(201, "{\"sid\":\"" + Wire.SID + "\",\"queue_time\":\"20000\"}");
        bench.driver.place(Bench.order(1));
        bench.scheduler.advance(Duration.ofSeconds(34));
        assertThat(bench.driver.counts()).doesNotContainKey("no webhook after a call");
        bench.scheduler.advance(Duration.ofSeconds(1));
        assertThat(bench.driver.counts()).containsEntry("no webhook after a call", 1L);

        bench.driver.place(Bench.order(2));
        bench.told("/status", "call=" + Bench.CALL + ".2", "CallStatus", "initiated");
        bench.scheduler.advance(Duration.ofMinutes(5));
        bench.driver.place(Bench.order(3));
        bench.scheduler.advance(Duration.ofMinutes(5));
        assertThat(bench.driver.counts()).containsEntry("no webhook after a call", 1L);
    }

    @Test
    void anApiKeyAuthorizesInPlaceOfTheToken() {
        Bench keyed = new Bench(builder -> builder.apiKey("SK" + "0".repeat(32), "secret"));
        keyed.driver.place(Bench.order(1));

        assertThat(keyed.wire.last().request().header("authorization"))
                .contains("Basic U0swMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDpzZWNyZXQ=");
        assertThat(keyed.told("/status", "call=" + Bench.CALL + ".1", "CallStatus", "ringing")
                        .status())
                .isEqualTo(204);
    }

    @Test
    @Tag("R3.6")
    void aHangUpOfACallThatIsOverIsASuccess() {
        bench.wire.then(400, error(400, 21220)).then(request -> Wire.done(Wire.call(200, "completed")));
        assertThat(bench.driver.hangUp(new CarrierCallId(Wire.SID))).isCompleted();

        bench.wire.then(404, error(404, 20404)).then(404, error(404, 20404));
        assertThat(bench.driver.hangUp(new CarrierCallId(Wire.SID))).isCompleted();

        bench.wire.then(401, error(401, 20003));
        assertThat(bench.driver.hangUp(new CarrierCallId(Wire.SID))).isCompletedExceptionally();
    }

    static String error(int status, int code) {
        return code == 0
                ? "<html>no</html>"
                : "{\"code\":" + code + ",\"message\":\"The 'To' number +15551234567 is not valid\",\"status\":"
                        + status + "}";
    }
}
