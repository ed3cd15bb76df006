package io.callyard.telephony.telnyx;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.fake.FakeCarrier;
import io.callyard.fake.FakeResponse;
import io.callyard.fake.InProcessClient;
import io.callyard.model.PhoneNumber;
import io.callyard.spi.carrier.WebhookRequest;
import io.callyard.spi.carrier.WebhookResponse;
import io.callyard.telephony.http.JsonValue;
import io.callyard.testkit.VirtualScheduler;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Webhooks that are damaged, forged, or authentic and make no sense, one after the other.
 *
 * <p>To check a signature takes a thousand times as long as all the rest. So what is authentic comes to a driver that
 * does not check, and of what is forged only one in some hundred gets as far as the check.
 *
 * <p>{@code -Dcallyard.fuzz=N} brings another number of them, {@code -Dcallyard.seed=S} others.
 */
class WebhookFuzzTest {
    private static final int WEBHOOKS = 1_000_000;
    private static final long MORE_HEAP = 32L << 20;
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

    private final SplittableRandom random = new SplittableRandom(Long.getLong("callyard.seed", 1));
    private final FuzzMutator mutator = new FuzzMutator(random.split());
    private final VirtualScheduler scheduler = VirtualScheduler.inOrder();
    private final FuzzReporter reporter = new FuzzReporter(random.split());
    private final TelnyxTelephony checking = driver().build();
    private final TelnyxTelephony trusting = driver().withoutSignatureCheck().build();
    private final List<WebhookRequest> recorded = new ArrayList<>();
    private final Map<Integer, Long> statuses = new TreeMap<>();
    private String now = "";
    private final IdentityHashMap<TelnyxTelephony, Long> sentBack = new IdentityHashMap<>();
    private long checked;

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

    @Test
    @Tag("R0.3")
    void nothingThatComesInDoesHarm() {
        for (TelnyxTelephony driver : List.of(checking, trusting)) {
            driver.start(reporter);
            driver.startInbound(reporter);
        }
        CarrierDay.Maker maker = TelnyxDay::new;
        TelnyxDay carrier = new TelnyxDay(CarrierDay.ground(VirtualScheduler.inOrder()));
        CarrierDay.webhooks(1, maker).forEach(webhook -> recorded.add(carrier.handedOn(webhook)));
        Set<String> kinds = new HashSet<>();
        recorded.forEach(webhook -> kinds.add(
                JsonValue.parse(webhook.body()).orElseThrow().get("data").text("event_type", "")));
        assertThat(kinds).as("kinds of webhooks").hasSizeGreaterThan(8);
        int all = Integer.getInteger("callyard.fuzz", WEBHOOKS);
        long heap = 0;
        for (int i = 1; i <= all; i++) {
            now = Long.toString(scheduler.instant().getEpochSecond());
            one();
            if (i % 100 == 0) {
                scheduler.advance(Duration.ofSeconds(1));
            }
            if (i == all / 10) {
                heap = usedHeap();
            }
        }
        scheduler.advance(Duration.ofHours(1));
        long more = usedHeap() - heap;
        System.out.printf(
                "%d webhooks at Telnyx: answers %s, %d reports, %d signatures checked, %d KB more heap%n",
                all, statuses, reporter.told, checked, more >> 10);

        assertThat(more).as("bytes of heap more than after the first tenth").isLessThan(MORE_HEAP);
        assertThat(scheduler.failures()).isEmpty();
        assertThat(reporter.told).as("some were authentic and made sense").isGreaterThan(all / 100);
    }

    private void one() {
        WebhookRequest model = recorded.get(random.nextInt(recorded.size()));
        WebhookRequest other = recorded.get(random.nextInt(recorded.size()));
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

    /** Signed by the carrier, as far as anybody can tell. */
    private void authentic(TelnyxTelephony driver, WebhookRequest request) {
        long failed = reporter.failed;
        int status = handled(driver, request);
        boolean away = reporter.failed > failed;
        boolean expected = away ? status == 503 : AUTHENTIC.contains(status) || status == 503 && isSentBack(driver);
        if (!expected) {
            throw new AssertionError(status + " for " + told(request) + (away ? ", and the store was away" : ""));
        }
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
        long before = reporter.told;
        int status = handled(checking, request);
        if (!UNAUTHENTICATED.contains(status) || reporter.told != before) {
            throw new AssertionError(status + " for " + told(request) + ", which nobody has signed");
        }
    }

    private int handled(TelnyxTelephony driver, WebhookRequest request) {
        WebhookResponse answer;
        try {
            answer = driver.handle(request);
        } catch (RuntimeException | Error e) {
            throw new AssertionError("thrown for " + told(request), e);
        }
        statuses.merge(answer.status(), 1L, Long::sum);
        return answer.status();
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

    private static String told(WebhookRequest request) {
        String body = new String(request.body(), StandardCharsets.UTF_8);
        return request + " ?" + request.query() + " " + request.headers() + " " + body;
    }

    @SuppressWarnings("PMD.DoNotCallGarbageCollectionExplicitly") // what is left after it is what is held
    private static long usedHeap() {
        System.gc();
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
