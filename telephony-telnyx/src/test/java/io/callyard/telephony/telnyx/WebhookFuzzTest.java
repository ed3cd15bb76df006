package io.callyard.telephony.telnyx;

import io.callyard.fake.FakeCarrier;
import io.callyard.fake.FakeResponse;
import io.callyard.fake.InProcessClient;
import io.callyard.model.PhoneNumber;
import io.callyard.spi.carrier.WebhookRequest;
import io.callyard.telephony.http.JsonValue;
import io.callyard.telephony.trials.CarrierDay;
import io.callyard.telephony.trials.WebhookFuzzTrial;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * JSON that is damaged, forged, or authentic and makes no sense.
 *
 * <p>To check a signature takes a thousand times as long as all the rest. So what is authentic comes to a driver that
 * does not check, and of what is forged only one in some hundred gets as far as the check.
 */
class WebhookFuzzTest extends WebhookFuzzTrial {
    private static final String PUBLIC = "https://calls.example.com/webhooks/telnyx";
    private static final PrivateKey KEY = Signing.privateKey(0);
    private static final Set<Integer> UNAUTHENTICATED = Set.of(401, 405, 413, 415);
    private static final Set<Integer> AUTHENTIC = Set.of(200, 400, 405, 413, 415);
    private static final Pattern VALUE = Pattern.compile("\":(\"[^\"]*\"|[0-9.]+|null|true|false)");
    private static final List<String> VALUES = List.of(
            "null",
            "\"\"",
            "1",
            "-1",
            "1e400",
            "true",
            "[]",
            "{}",
            "[[[[]]]]",
            "\"call.hangup\"",
            "\"call.answered\"",
            "\"call.bridged\"",
            "\"call.initiated\"",
            "\"call.speak.ended\"",
            "\"call.playback.ended\"",
            "\"call.gather.ended\"",
            "\"call.dtmf.received\"",
            "\"call.conversation.ended\"",
            "\"call.machine.detection.ended\"",
            "\"machine\"",
            "\"incoming\"",
            "\"user_busy\"",
            "\"normal_clearing\"",
            "\"completed\"",
            "\"file_not_found\"",
            "\"9\"",
            "\"djE6cQ==\"",
            "\"v1:q\"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"2030-13-45T00:00:00Z\"",
            "\"+1000000000-01-01T00:00:00Z\"",
            "[{\"role\":\"user\",\"content\":\"yes\"},{\"role\":\"assistant\",\"content\":\"\\u0000\\ud800 no\"}]");

    private final TelnyxTelephony checking = driver().build();
    private final TelnyxTelephony trusting = driver().withoutSignatureCheck().build();
    private final IdentityHashMap<TelnyxTelephony, Long> sentBack = new IdentityHashMap<>();
    private String now = "";
    private long checked;

    WebhookFuzzTest() {
        super("Telnyx", TelnyxDay::new, 9);
    }

    private TelnyxTelephonyBuilder driver() {
        return TelnyxTelephony.builder()
                .scheduler(scheduler)
                .apiKey("KEY0000")
                .publicKey(Signing.PUBLIC_KEY)
                .connection("1000000000000000001")
                .number(PhoneNumber.parse("+15550100100"))
                .publicUrl(URI.create(PUBLIC))
                .httpClient(InProcessClient.to(content(), scheduler))
                .machineDetection(MachineDetection.STANDARD)
                .incomingCalls(CarrierDay::route);
    }

    private static FakeCarrier content() {
        return request -> CompletableFuture.completedFuture(FakeResponse.json(
                200, request.method().equals("GET") ? "{\"data\":[],\"meta\":{}}" : "{\"data\":{\"result\":\"ok\"}}"));
    }

    @Override
    protected void start() {
        for (TelnyxTelephony driver : List.of(checking, trusting)) {
            driver.start(reporter);
            driver.startInbound(reporter);
        }
    }

    @Override
    protected String kindOf(WebhookRequest webhook) {
        return JsonValue.parse(webhook.body()).orElseThrow().get("data").text("event_type", "");
    }

    @Override
    protected void bring(WebhookRequest model, WebhookRequest other) {
        now = Long.toString(scheduler.instant().getEpochSecond());
        int dice = random.nextInt(4_000);
        if (dice < 800) {
            authentic(trusting, odd(model, other));
        } else if (dice < 801) {
            authentic(checking, signed(odd(model, other), random.nextInt(-300, 301)));
        } else if (dice < 804) {
            damaged(model, other);
        } else {
            forged(model, other);
        }
    }

    @Override
    protected String notes() {
        return checked + " signatures checked, ";
    }

    private void authentic(TelnyxTelephony driver, WebhookRequest request) {
        authentic(driver, request, status -> AUTHENTIC.contains(status) || (status == 503 && isSentBack(driver)));
    }

    /** How a call ended that is not on record yet is to be told once more. */
    private boolean isSentBack(TelnyxTelephony driver) {
        long count = driver.counts().getOrDefault("sent back", 0L);
        return count > Objects.requireNonNullElse(sentBack.put(driver, count), 0L);
    }

    /** Without what a signature needs, or with the signature of long ago. */
    private void forged(WebhookRequest model, WebhookRequest other) {
        Map<String, String> headers = new HashMap<>(model.headers());
        headers.put("telnyx-timestamp", now);
        headers.put("telnyx-signature-ed25519", "A".repeat(86) + "==");
        switch (random.nextInt(6)) {
            case 0 -> headers.remove("telnyx-timestamp");
            case 1 -> headers.remove("telnyx-signature-ed25519");
            case 2 -> headers.put("telnyx-timestamp", mutator.text());
            case 3 ->
                headers.put(
                        "telnyx-timestamp", Long.toString(Long.parseLong(now) + (random.nextBoolean() ? -301 : 302)));
            case 4 -> headers.put("telnyx-signature-ed25519", "A".repeat(random.nextInt(1, 80)));
            default -> headers.put("telnyx-signature-ed25519", mutator.text());
        }
        WebhookRequest odd = random.nextInt(3) == 0 ? model : parts(model, other);
        refused(new WebhookRequest(odd.method(), odd.path(), odd.query(), headers, odd.body()));
    }

    /** With the signature of what it was before, in time. */
    private void damaged(WebhookRequest model, WebhookRequest other) {
        if (random.nextInt(4) == 0) {
            // Authentic once, and brought again too late; or from a clock that is too far ahead.
            refused(signed(model, random.nextBoolean() ? -301 : 301));
            return;
        }
        checked++;
        WebhookRequest signed = signed(model, 0);
        WebhookRequest damaged = parts(signed, other);
        boolean same = Arrays.equals(signed.body(), damaged.body());
        boolean json = damaged.header("content-type").equals(signed.header("content-type"));
        if (same && json && damaged.method().equals("POST")) {
            authentic(checking, damaged);
        } else {
            refused(damaged);
        }
    }

    private WebhookRequest signed(WebhookRequest request, int secondsOff) {
        String timestamp = Long.toString(Long.parseLong(now) + secondsOff);
        Map<String, String> headers = new HashMap<>(request.headers());
        headers.put("telnyx-timestamp", timestamp);
        headers.put("telnyx-signature-ed25519", Signing.sign(KEY, timestamp, request.body()));
        return new WebhookRequest(request.method(), request.path(), request.query(), headers, request.body());
    }

    private void refused(WebhookRequest request) {
        refused(checking, request, UNAUTHENTICATED);
    }

    private WebhookRequest parts(WebhookRequest model, WebhookRequest other) {
        String method = model.method();
        String path = model.path();
        String query = model.query();
        Map<String, String> headers = model.headers();
        byte[] body = model.body();
        switch (random.nextInt(8)) {
            case 0 ->
                method = List.of("GET", "PUT", "post", "", "DELETE", "TRACE").get(random.nextInt(6));
            case 1 -> path = mutator.damaged(path, "/other");
            case 2 -> query = mutator.damaged("a=b", "c=d");
            case 3 -> {
                headers = new HashMap<>(headers);
                headers.put(
                        "content-type",
                        List.of("", "application/x-www-form-urlencoded", "text/xml", "application/jsonx")
                                .get(random.nextInt(4)));
            }
            default -> body = mutator.damaged(body, other.body());
        }
        return new WebhookRequest(method, path, query, headers, body);
    }

    /** Authentic, and odd in what it says. */
    private WebhookRequest odd(WebhookRequest model, WebhookRequest other) {
        byte[] body = random.nextInt(3) == 0
                ? mutator.damaged(model.body(), other.body())
                : otherValues(new String(model.body(), StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
        return new WebhookRequest("POST", "", null, model.headers(), body);
    }

    private String otherValues(String json) {
        StringBuilder odd = new StringBuilder();
        Matcher matcher = VALUE.matcher(json);
        while (matcher.find()) {
            String value = random.nextInt(12) == 0 ? VALUES.get(random.nextInt(VALUES.size())) : matcher.group(1);
            String name = random.nextInt(200) == 0 ? "x\":" : "\":";
            matcher.appendReplacement(odd, Matcher.quoteReplacement(name + value));
        }
        matcher.appendTail(odd);
        return random.nextInt(10) == 0
                ? odd.toString()
                        .replace(
                                "\"client_state\"",
                                "\"message_history\":" + VALUES.get(VALUES.size() - 1) + ",\"client_state\"")
                : odd.toString();
    }
}
