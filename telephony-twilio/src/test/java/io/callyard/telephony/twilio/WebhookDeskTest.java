package io.callyard.telephony.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.model.CarrierCallId;
import io.callyard.spi.carrier.WebhookRequest;
import io.callyard.spi.carrier.WebhookResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("R4.15")
class WebhookDeskTest {
    private static final String TAG = "call=" + Bench.CALL + ".1";

    private final Bench bench = new Bench();

    private static WebhookRequest with(WebhookRequest request, byte[] body) {
        return new WebhookRequest(request.method(), request.path(), request.query(), request.headers(), body);
    }

    /** A body as it is, signed over what it decodes to. */
    private static WebhookRequest raw(String path, String query, String body, Map<String, String> signed) {
        return new WebhookRequest(
                "POST",
                path,
                query,
                Map.of(
                        "content-type",
                        "application/x-www-form-urlencoded",
                        "x-twilio-signature",
                        Signing.sign(Bench.TOKEN, Bench.PUBLIC + path + "?" + query, signed)),
                body.getBytes(StandardCharsets.UTF_8));
    }

    private void assertNothingHappened() {
        assertThat(bench.notes.story).isEmpty();
        assertThat(bench.wire.sent).isEmpty();
    }

    @Test
    void whatIsNotSignedLeavesNothingButACount() {
        WebhookRequest authentic = Bench.webhook("/status", TAG, "CallStatus", "completed");
        Map<String, String> headers = new HashMap<>(authentic.headers());
        headers.remove("x-twilio-signature");

        assertThat(bench.driver
                        .handle(new WebhookRequest("POST", "/status", TAG, headers, authentic.body()))
                        .status())
                .isEqualTo(403);
        assertThat(bench.driver
                        .handle(with(
                                authentic,
                                (new String(authentic.body(), StandardCharsets.UTF_8) + "x")
                                        .getBytes(StandardCharsets.UTF_8)))
                        .status())
                .isEqualTo(403);
        assertThat(bench.driver
                        .handle(new WebhookRequest("POST", "/line-status", TAG, authentic.headers(), authentic.body()))
                        .status())
                .isEqualTo(403);
        assertNothingHappened();
        assertThat(bench.driver.counts())
                .containsEntry("received", 3L)
                .containsEntry("refused: no signature", 1L)
                .containsEntry("refused: the signature does not match", 2L);
    }

    @Test
    void anotherCallsTagCannotBePutIntoASignedRequest() {
        WebhookRequest authentic = Bench.webhook("/status", TAG, "CallStatus", "completed");
        String other = TAG.replace('a', 'b');

        assertThat(bench.driver
                        .handle(new WebhookRequest("POST", "/status", other, authentic.headers(), authentic.body()))
                        .status())
                .isEqualTo(403);
        assertNothingHappened();
    }

    @Test
    void theSignatureIsCheckedBeforeAnythingIsRead() {
        WebhookRequest forged = new WebhookRequest(
                "POST",
                "/nowhere",
                "%zz",
                Map.of("content-type", "application/x-www-form-urlencoded", "x-twilio-signature", "AAAA"),
                "%FF%zz".getBytes(StandardCharsets.UTF_8));

        assertThat(bench.driver.handle(forged).status()).isEqualTo(403);
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedUnread() {
        byte[] large = new byte[10 * 1024 * 1024];
        Arrays.fill(large, (byte) 'a');
        WebhookRequest authentic = Bench.webhook("/status", TAG, "CallStatus", "completed");

        assertThat(bench.driver.handle(with(authentic, large)).status()).isEqualTo(413);
        assertThat(bench.driver.handle(with(authentic, new byte[64 * 1024 + 1])).status())
                .isEqualTo(413);
        assertThat(bench.driver.handle(with(authentic, new byte[64 * 1024])).status())
                .isEqualTo(403);
        assertThat(bench.driver
                        .handle(new WebhookRequest("POST", "/status", "x".repeat(9_000), Map.of(), new byte[0]))
                        .status())
                .isEqualTo(413);
        assertNothingHappened();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE", "HEAD", "OPTIONS", "post", ""})
    void onlyPostsAreTaken(String method) {
        WebhookRequest authentic = Bench.webhook("/status", TAG, "CallStatus", "completed");

        assertThat(bench.driver
                        .handle(new WebhookRequest(method, "/status", TAG, authentic.headers(), authentic.body()))
                        .status())
                .isEqualTo(405);
        assertNothingHappened();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "text/plain", "multipart/form-data; boundary=x", "application/x-www-form-urlencodedx"})
    void onlyFormsAndJsonAreTaken(String type) {
        WebhookRequest authentic = Bench.webhook("/status", TAG, "CallStatus", "completed");
        Map<String, String> headers = new HashMap<>(authentic.headers());
        headers.put("content-type", type);

        assertThat(bench.driver
                        .handle(new WebhookRequest("POST", "/status", TAG, headers, authentic.body()))
                        .status())
                .isEqualTo(415);
        assertNothingHappened();
    }

    @Test
    void jsonIsRefusedUnlessItIsCoveredAndThenIgnored() {
        String body = "{\"event\":\"call.test\",\"n\":1}";
        String covered = "bodySHA256=7141df2c409aee3e6322b0102e5347ff944b74257287b6f0c9eaec0ca4f6086f";
        for (String query : new String[] {covered, "a=b"}) {
            WebhookRequest request = new WebhookRequest(
                    "POST",
                    "/status",
                    query,
                    Map.of(
                            "content-type",
                            "application/json",
                            "x-twilio-signature",
                            Signing.sign(Bench.TOKEN, Bench.PUBLIC + "/status?" + query, Map.of())),
                    body.getBytes(StandardCharsets.UTF_8));
            assertThat(bench.driver.handle(request).status()).isEqualTo(query.equals(covered) ? 204 : 403);
        }
        assertNothingHappened();
        assertThat(bench.driver.counts()).containsEntry("ignored: JSON", 1L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/nope", "/STATUS", "/status/", "/status/../voice", "//status", "/%73tatus"})
    void anUnknownPathIsNotFound(String path) {
        assertThat(bench.told(path, TAG, "CallStatus", "completed").status()).isEqualTo(404);
        assertNothingHappened();
    }

    @Test
    void whatIsNotUtf8IsAuthenticAndUnreadable() {
        // Twilio would sign the bytes; here they are such that both readings sign the same.
        assertThat(bench.driver
                        .handle(raw("/status", TAG, "CallStatus=completed%2", Map.of("CallStatus", "completed%2")))
                        .status())
                .isEqualTo(400);
        assertThat(bench.driver
                        .handle(raw(
                                "/status", TAG + "&x=%FF", "CallStatus=completed", Map.of("CallStatus", "completed")))
                        .status())
                .isEqualTo(400);
        assertNothingHappened();
        assertThat(bench.driver.counts()).containsEntry("refused: not a form in UTF-8", 2L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "call=",
                "call=019b8e00-0000-7000-8000-00000000000a",
                "call=019b8e00-0000-7000-8000-00000000000a.0",
                "call=019b8e00-0000-7000-8000-00000000000a.-1",
                "call=019b8e00-0000-7000-8000-00000000000a.1.2",
                "call=019b8e00-0000-7000-8000-00000000000a.99999999999",
                "call=019B8E00-0000-7000-8000-00000000000A.1",
                "call=------------------------------------.1",
                "tag=019b8e00-0000-7000-8000-00000000000a.1"
            })
    void aReportWithoutItsTagIsRefused(String query) {
        assertThat(bench.told("/status", query, "CallStatus", "completed").status())
                .isEqualTo(400);
        assertThat(bench.told("/amd", query, "AnsweredBy", "machine_start").status())
                .isEqualTo(400);
        assertNothingHappened();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/agent", "/agent-key", "/agent-left", "/agent-status", "/joined", "/after"})
    void aReportAboutAnAgentNeedsOfferAndAgent(String path) {
        for (String query : new String[] {"", "offer=x&agent=iris", "offer=" + Bench.OFFER, "agent=iris"}) {
            assertThat(bench.told(path, query, "Digits", "1", "CallStatus", "completed")
                            .status())
                    .isEqualTo(400);
        }
        assertNothingHappened();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "CA1", "SMcccccccccccccccccccccccccccccccc", "CAcccccccccccccccccccccccccccccccg"})
    void aCallIdThatIsNoneIsRefused(String sid) {
        for (String path : new String[] {"/voice", "/left", "/line-status", "/status"}) {
            assertThat(bench.told(path, TAG, "CallSid", sid, "CallStatus", "completed", "QueueResult", "hangup")
                            .status())
                    .isEqualTo(400);
        }
        assertNothingHappened();
    }

    @Test
    void whatIsNotKnownIsTakenAndIgnored() {
        assertThat(bench.told("/status", TAG, "CallStatus", "paused", "NewField", "x")
                        .status())
                .isEqualTo(204);
        assertThat(bench.told("/amd", TAG, "AnsweredBy", "parrot").status()).isEqualTo(204);
        assertNothingHappened();
        assertThat(bench.driver.counts()).containsEntry("ignored: an unknown call status", 1L);

        bench.told("/status", TAG + "&more=1", "CallStatus", "ringing", "NewField", "x");
        assertThat(bench.notes.story).containsExactly("Ringing");
    }

    @Test
    @Tag("R3.6")
    void aReportNamesTheCallByBothIds() {
        bench.told("/status", TAG, "CallStatus", "ringing");

        assertThat(bench.notes.reports).singleElement().satisfies(report -> {
            assertThat(report.call()).isEqualTo(Bench.CALL);
            assertThat(report.attempt()).isEqualTo(1);
            assertThat(report.carrierCallId()).isEqualTo(new CarrierCallId(Wire.SID));
            assertThat(report.account()).isEqualTo(bench.driver.account());
        });
    }

    @ParameterizedTest
    @CsvSource({
        "/status, CallStatus, ringing",
        "/status, CallStatus, completed",
        "/amd, AnsweredBy, fax",
        "/digit, Digits, 1",
        "/left, QueueResult, hangup",
        "/line-status, CallStatus, completed",
        "/agent, To, client:iris",
        "/agent-key, Digits, 1",
        "/agent-key, Digits, 2",
        "/agent-left, QueueResult, bridged",
        "/agent-status, CallStatus, busy",
        "/joined, x, y",
        "/after, CallStatus, completed",
        "/voice, From, +15551234567"
    })
    void whatCannotBeKeptIsToComeAgain(String path, String name, String value) {
        bench.notes.storeIsAway = true;
        assertThat(bench.told(path, TAG + "&" + Bench.LEG, name, value).status())
                .isEqualTo(503);

        bench.notes.storeIsAway = false;
        assertThat(bench.told(path, TAG + "&" + Bench.LEG, name, value).status())
                .isBetween(200, 204);
        assertThat(bench.notes.story).isNotEmpty();
    }

    @Test
    @Tag("R3.6")
    void whatNoWebhookBringsAgainIsKeptWhenTheStoreIsBack() {
        bench.wire.then(request -> {
            bench.notes.storeIsAway = true;
            return Wire.done(Wire.call(200, "completed"));
        });
        bench.told("/amd", TAG, "AnsweredBy", "machine_start");
        bench.scheduler.advance(Duration.ofSeconds(1));
        assertThat(bench.notes.story).containsExactly("Answered");
        bench.notes.storeIsAway = false;
        bench.scheduler.advance(Duration.ofMinutes(1));
        assertThat(bench.notes.story).containsExactly("Answered", "Ended");

        Bench detecting = new Bench(builder -> builder.machineDetection(true));
        detecting.told("/status", TAG, "CallStatus", "completed");
        detecting.notes.storeIsAway = true;
        detecting.scheduler.advance(Duration.ofSeconds(6));
        detecting.notes.storeIsAway = false;
        detecting.scheduler.advance(Duration.ofMinutes(1));
        assertThat(detecting.notes.story).containsExactly("Answered", "Ended");
    }

    @Test
    void beforeTheEngineHasBegunEverythingIsToComeAgain() {
        TwilioTelephony early = Bench.builder(bench.scheduler).build();

        assertThat(early.handle(Bench.webhook("/status", TAG, "CallStatus", "completed"))
                        .status())
                .isEqualTo(503);
        assertThat(early.handle(Bench.webhook("/line-status", "", "CallStatus", "completed"))
                        .status())
                .isEqualTo(503);
    }

    @Test
    void withoutTheCheckEverythingIsTaken() {
        Bench open = new Bench(TwilioTelephonyBuilder::withoutSignatureCheck);
        WebhookRequest request = Bench.webhook("/status", TAG, "CallStatus", "ringing");
        Map<String, String> headers = Map.of("content-type", "application/x-www-form-urlencoded");

        assertThat(open.driver
                        .handle(new WebhookRequest("POST", "/status", TAG, headers, request.body()))
                        .status())
                .isEqualTo(204);
        assertThat(open.notes.story).containsExactly("Ringing");
    }

    @Test
    void aDocumentHasItsType() {
        WebhookResponse answer = bench.told("/wait", "");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.contentType()).isEqualTo("text/xml; charset=utf-8");
    }

    @Test
    void noRequestWhateverIsInItMakesItThrow() {
        SplittableRandom random = new SplittableRandom(4);
        String[] paths = {
            "/voice", "/wait", "/left", "/digit", "/status", "/amd", "/agent", "/after", "/joined", "\u0000"
        };
        for (int i = 0; i < 3_000; i++) {
            byte[] body = new byte[random.nextInt(60)];
            random.nextBytes(body);
            String noise = new String(body, StandardCharsets.ISO_8859_1);
            String path = paths[random.nextInt(paths.length)];
            WebhookRequest wild = new WebhookRequest(
                    random.nextBoolean() ? "POST" : noise,
                    path,
                    random.nextBoolean() ? noise : TAG + "&" + Bench.LEG,
                    Map.of("content-type", "application/x-www-form-urlencoded", "x-twilio-signature", noise),
                    body);
            assertThat(bench.driver.handle(wild).status()).isBetween(400, 499);
            Map<String, String> fields = new TreeMap<>(Map.of("From", noise, "Digits", noise, "QueueTime", noise));
            fields.put("CallStatus", noise);
            assertThat(bench.told(
                                    path,
                                    TAG + "&" + Bench.LEG,
                                    fields.entrySet().stream()
                                            .flatMap(field -> Stream.of(field.getKey(), field.getValue()))
                                            .toArray(String[]::new))
                            .status())
                    .isLessThan(500);
        }
    }
}
