package io.callyard.telephony.telnyx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.callyard.spi.carrier.WebhookRequest;
import io.callyard.telephony.http.JsonBody;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("R4.15")
class WebhookDeskTest {
    private final Bench bench = new Bench();

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void nothingWasReported() {
        assertThat(bench.notes.story).isEmpty();
        assertThat(bench.wire.sent).isEmpty();
    }

    @Test
    void aSignedWebhookIsKeptAndCounted() {
        assertThat(bench.told("call.answered", Bench.TAG)).isEqualTo(200);

        assertThat(bench.notes.story).containsExactly("Answered");
        assertThat(bench.driver.counts()).containsEntry("kept: call.answered", 1L);
    }

    @Test
    void anUnsignedWebhookLeavesNoTraceButACount() {
        byte[] body = Bench.body("e", "call.answered", Bench.TAG);

        assertThat(bench.driver.handle(Bench.request(body, Map.of())).status()).isEqualTo(401);

        nothingWasReported();
        assertThat(bench.driver.counts()).containsExactly(Map.entry("refused: no signature", 1L));
    }

    @Test
    void aWebhookOfAnotherAccountIsRefused() {
        byte[] body = Bench.body("e", "call.answered", Bench.TAG);
        String now = Long.toString(bench.scheduler.instant().getEpochSecond());
        Map<String, String> headers = Map.of(
                "telnyx-timestamp", now, "telnyx-signature-ed25519", Signing.sign(Signing.privateKey(50), now, body));

        assertThat(bench.driver.handle(Bench.request(body, headers)).status()).isEqualTo(401);
        nothingWasReported();
    }

    @Test
    void whatCannotBeReadIsNotLookedAtBeforeItsSignature() {
        assertThat(bench.driver.handle(Bench.request(utf8("{{{"), Map.of())).status())
                .isEqualTo(401);
    }

    @Test
    void aWebhookThatIsPlayedAgainFiveMinutesLaterIsRefused() {
        WebhookRequest request = bench.signed(Bench.body("e", "call.answered", Bench.TAG));
        assertThat(bench.driver.handle(request).status()).isEqualTo(200);

        bench.scheduler.advance(Duration.ofSeconds(301));

        assertThat(bench.driver.handle(request).status()).isEqualTo(401);
        assertThat(bench.notes.story).containsExactly("Answered");
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedWhetherItIsSignedOrNot() {
        byte[] large = new byte[10 * 1024 * 1024];
        Arrays.fill(large, (byte) '[');
        byte[] justTooLarge = Arrays.copyOf(large, 64 * 1024 + 1);

        assertThat(bench.driver.handle(Bench.request(large, Map.of())).status()).isEqualTo(413);
        assertThat(bench.deliver(large)).isEqualTo(413);
        assertThat(bench.deliver(justTooLarge)).isEqualTo(413);
        assertThat(bench.deliver(Arrays.copyOf(large, 64 * 1024))).isEqualTo(400);
        nothingWasReported();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE", "HEAD"})
    void onlyAPostIsTaken(String method) {
        WebhookRequest good = bench.signed(Bench.body("e", "call.answered", Bench.TAG));
        WebhookRequest other = new WebhookRequest(method, "", null, good.headers(), good.body());

        assertThat(bench.driver.handle(other).status()).isEqualTo(405);
        nothingWasReported();
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "", "application/jsonp"})
    void onlyJsonIsTaken(String type) {
        byte[] body = Bench.body("e", "call.answered", Bench.TAG);
        Map<String, String> headers = new HashMap<>(bench.signed(body).headers());
        headers.put("content-type", type);

        assertThat(bench.driver.handle(Bench.request(body, headers)).status()).isEqualTo(415);
        nothingWasReported();
    }

    @Test
    void aContentTypeMayNameItsCharset() {
        byte[] body = Bench.body("e", "call.answered", Bench.TAG);
        Map<String, String> headers = new HashMap<>(bench.signed(body).headers());
        headers.put("content-type", "Application/JSON; charset=utf-8");

        assertThat(bench.driver.handle(Bench.request(body, headers)).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "true",
                "1e400",
                "[]",
                "\"text\"",
                "{",
                "{}}",
                "{\"data\":{}}",
                "{\"data\":null}",
                "{\"data\":{\"event_type\":\"\"}}",
                "{\"data\":{\"event_type\":null}}",
                "{\"data\":{\"event_type\":\"call.answered\",\"event_type\":\"call.hangup\"}}",
                "{\"data\":{\"event_type\":\"call.answered\"}} {}",
                "{'data':{}}",
                "\uFEFF{\"data\":{}}",
                "{\"data\":{\"event_type\":\"call.answered\",\"n\":NaN}}"
            })
    void whatCannotBeReadIsRefused(String body) {
        assertThat(bench.deliver(utf8(body))).isEqualTo(400);
        nothingWasReported();
    }

    @Test
    void deepJsonIsRefused() {
        assertThat(bench.deliver(utf8("[".repeat(60_000)))).isEqualTo(400);
        assertThat(bench.deliver(utf8("{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000))))
                .isEqualTo(400);
        nothingWasReported();
    }

    @Test
    void invalidUtf8IsRefused() {
        byte[] body = Bench.body("e", "call.answered", Bench.TAG, "name", "Zoe");
        byte[] broken = body.clone();
        broken[new String(body, StandardCharsets.US_ASCII).indexOf("Zoe")] = (byte) 0xff;

        assertThat(bench.deliver(body)).isEqualTo(200);
        assertThat(bench.deliver(broken)).isEqualTo(400);
    }

    @Test
    void numbersWithoutMeasureAreReadAndMeanNothing() {
        String payload = "\"payload\":{\"call_control_id\":\"v3:x\",\"connection_id\":\"" + Bench.CONNECTION
                + "\",\"client_state\":\"" + Bench.TAG.clientState() + "\",\"n\":1e400}";
        String body = "{\"data\":{\"event_type\":\"call.answered\",\"occurred_at\":1e400," + payload
                + "},\"meta\":{\"attempt\":-1e999}}";

        assertThat(bench.deliver(utf8(body))).isEqualTo(200);
        assertThat(bench.notes.story).containsExactly("Answered");
    }

    @ParameterizedTest
    @ValueSource(strings = {"call.cost", "call.hold", "call.ringing", "streaming.started", "call_answered", "Ω", "x"})
    void unknownEventsAreCountedAndIgnored(String type) {
        assertThat(bench.told(type, Bench.TAG)).isEqualTo(200);
        assertThat(bench.told(type, Bench.AGENT_TAG)).isEqualTo(200);
        assertThat(bench.told(type, new CallTag.Held(""))).isEqualTo(200);
        assertThat(bench.told(type, null)).isEqualTo(200);

        nothingWasReported();
        assertThat(bench.driver.counts().values()).containsExactly(4L);
        assertThat(bench.driver.counts().keySet()).allMatch(key -> key.startsWith("ignored: "));
    }

    @Test
    void unknownFieldsAreIgnored() {
        assertThat(bench.told("call.answered", Bench.TAG, "brand_new", "x", "tags", "y"))
                .isEqualTo(200);
        assertThat(bench.notes.story).containsExactly("Answered");
    }

    @Test
    void aBodyWithoutAnEnvelopeIsRead() {
        String body = "{\"event_type\":\"call.answered\",\"created_at\":\"2030-01-01T00:00:00Z\",\"payload\":{"
                + "\"call_control_id\":\"v3:x\",\"client_state\":\"" + Bench.TAG.clientState() + "\"}}";

        assertThat(bench.deliver(utf8(body))).isEqualTo(200);
        assertThat(bench.notes.story).containsExactly("Answered");
    }

    @Test
    void anEventOfAnotherConnectionIsIgnored() {
        byte[] body = Bench.envelope(
                "e",
                "call.answered",
                new JsonBody()
                        .text("call_control_id", "v3:x")
                        .text("connection_id", "2000000000000000002")
                        .text("client_state", Bench.TAG.clientState()));

        assertThat(bench.deliver(body)).isEqualTo(200);
        nothingWasReported();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "with\ncontrol", "longer than any"})
    void anEventWithoutACallIsIgnored(String id) {
        byte[] body = Bench.envelope(
                "e",
                "call.answered",
                new JsonBody()
                        .text("call_control_id", id.equals("longer than any") ? "v3:" + "x".repeat(300) : id)
                        .text("connection_id", Bench.CONNECTION)
                        .text("client_state", Bench.TAG.clientState()));

        assertThat(bench.deliver(body)).isEqualTo(200);
        nothingWasReported();
    }

    @Test
    void aClientStateThatIsNotOursMakesNoCallOfOurs() {
        String foreign = "aG9sZGxpbmU6YS0xNw==";
        for (String type : List.of("call.initiated", "call.answered", "call.machine.detection.ended")) {
            assertThat(bench.told(type, null, "client_state", foreign, "direction", "outgoing", "result", "machine"))
                    .isEqualTo(200);
        }
        nothingWasReported();
    }

    @Test
    void whatCannotBeKeptComesAgain() {
        bench.notes.storeIsAway = true;
        byte[] body = Bench.body("e", "call.answered", Bench.TAG);

        assertThat(bench.deliver(body)).isEqualTo(503);
        assertThat(bench.wire.sent).as("nothing is done that was not kept").isEmpty();

        bench.notes.storeIsAway = false;
        assertThat(bench.deliver(body)).isEqualTo(200);
        assertThat(bench.notes.story).containsExactly("Answered");
    }

    @Test
    void aRoutingThatFailsIsTriedAgain() {
        Bench failing = new Bench(builder -> builder.incomingCalls(call -> {
            throw new IllegalStateException("no data base");
        }));

        assertThat(failing.told("call.initiated", null, "direction", "incoming"))
                .isEqualTo(503);
        assertThat(failing.scheduler.failures()).isEmpty();
    }

    @Test
    void beforeItIsStartedWebhooksComeAgain() {
        TelnyxTelephony early = Bench.builder(bench.scheduler).build();

        assertThat(early.handle(bench.signed(Bench.body("e", "call.answered", Bench.TAG)))
                        .status())
                .isEqualTo(503);
        assertThat(early.handle(bench.signed(Bench.body("e", "call.initiated", null, "direction", "incoming")))
                        .status())
                .isEqualTo(503);
    }

    @Test
    void withoutTheCheckAnythingIsTaken() {
        Bench open = new Bench(TelnyxTelephonyBuilder::withoutSignatureCheck);

        assertThat(open.driver
                        .handle(Bench.request(Bench.body("e", "call.answered", Bench.TAG), Map.of()))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void noMutationOfAWebhookThrows() {
        Random random = new Random(11);
        byte[] valid = Bench.body("e", "call.hangup", Bench.TAG, "hangup_cause", "user_busy", "digit", "1");
        for (int i = 0; i < 3_000; i++) {
            byte[] body = valid.clone();
            for (int n = random.nextInt(4); n >= 0; n--) {
                body[random.nextInt(body.length)] = (byte) random.nextInt(256);
            }
            // An end whose word is garbled, of a call that nobody finds, is sent back.
            assertThatCode(() -> assertThat(bench.deliver(body)).isIn(200, 400, 503))
                    .doesNotThrowAnyException();
        }
        assertThat(bench.driver.counts()).containsKey("refused: cannot be read").doesNotContainKey("could not be kept");
        assertThat(bench.scheduler.failures()).isEmpty();
    }

    @Test
    void nothingOfAWebhookShowsInATextOfTheDriver() {
        bench.told("call.answered", Bench.TAG, "to", "+15551234567", "from", "+15550100100");

        assertThat(bench.driver + " " + bench.driver.counts()).doesNotContain("555", "KEY0000");
    }
}
