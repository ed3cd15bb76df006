package io.callyard.telephony.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.fake.FakeCarrier;
import io.callyard.fake.FakeResponse;
import io.callyard.fake.InProcessClient;
import io.callyard.model.PhoneNumber;
import io.callyard.spi.carrier.WebhookRequest;
import io.callyard.spi.carrier.WebhookResponse;
import io.callyard.testkit.VirtualScheduler;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Webhooks that are damaged, forged, or authentic and make no sense, one after the other.
 *
 * <p>{@code -Dcallyard.fuzz=N} brings another number of them, {@code -Dcallyard.seed=S} others.
 */
class WebhookFuzzTest {
    private static final int WEBHOOKS = 1_000_000;
    private static final long MORE_HEAP = 32L << 20;
    private static final String ACCOUNT = "AC00000000000000000000000000000001";
    private static final String TOKEN = "0123456789abcdef0123456789abcdef";
    private static final String PUBLIC = "https://calls.example.com/webhooks/twilio";
    private static final Set<Integer> UNAUTHENTICATED = Set.of(403, 405, 413, 415);
    private static final Set<Integer> AUTHENTIC = Set.of(200, 204, 400, 404, 405, 413, 415);
    private static final List<String> VALUES = List.of(
            "",
            "completed",
            "in-progress",
            "busy",
            "canceled",
            "no-answer",
            "failed",
            "ringing",
            "queued",
            "hangup",
            "redirected",
            "leave",
            "bridged",
            "bridging-in-process",
            "error",
            "queue-full",
            "true",
            "false",
            "1",
            "9",
            "*",
            "12",
            "machine_start",
            "human",
            "fax",
            "603",
            "-1",
            "00000000000000000000",
            "CA",
            "+266696687",
            "+15551234567",
            "client:iris",
            "Anonymous");

    private final SplittableRandom random = new SplittableRandom(Long.getLong("callyard.seed", 1));
    private final FuzzMutator mutator = new FuzzMutator(random.split());
    private final VirtualScheduler scheduler = VirtualScheduler.inOrder();
    private final FuzzReporter reporter = new FuzzReporter(random.split());
    private final TwilioTelephony driver = TwilioTelephony.builder()
            .scheduler(scheduler)
            .credentials(ACCOUNT, TOKEN)
            .number(PhoneNumber.parse("+15550100100"))
            .publicUrl(URI.create(PUBLIC))
            .httpClient(InProcessClient.to(content(), scheduler))
            .machineDetection(true)
            .incomingCalls(CarrierDay::route)
            .build();
    private final List<WebhookRequest> recorded = new ArrayList<>();
    private final Map<Integer, Long> statuses = new TreeMap<>();

    private static FakeCarrier content() {
        return request -> CompletableFuture.completedFuture(FakeResponse.json(
                200, "{\"sid\":\"CA00000000000000000000000000000001\",\"status\":\"in-progress\",\"calls\":[]}"));
    }

    @Test
    @Tag("R0.3")
    void nothingThatComesInDoesHarm() {
        driver.start(reporter);
        driver.startInbound(reporter);
        CarrierDay.Maker maker = TwilioDay::new;
        TwilioDay carrier = new TwilioDay(CarrierDay.ground(VirtualScheduler.inOrder()));
        CarrierDay.webhooks(1, maker).forEach(webhook -> recorded.add(carrier.handedOn(webhook)));
        long kinds = recorded.stream().map(WebhookRequest::path).distinct().count();
        assertThat(kinds).as("kinds of webhooks").isGreaterThan(10);
        int all = Integer.getInteger("callyard.fuzz", WEBHOOKS);
        long heap = 0;
        for (int i = 1; i <= all; i++) {
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
                "%d webhooks at Twilio: answers %s, %d reports, %d KB more heap%n",
                all, statuses, reporter.told, more >> 10);

        assertThat(more).as("bytes of heap more than after the first tenth").isLessThan(MORE_HEAP);
        assertThat(scheduler.failures()).isEmpty();
        assertThat(reporter.told).as("some were authentic and made sense").isGreaterThan(all / 100);
    }

    private void one() {
        WebhookRequest model = recorded.get(random.nextInt(recorded.size()));
        WebhookRequest other = recorded.get(random.nextInt(recorded.size()));
        switch (random.nextInt(10)) {
            case 0, 1 -> authentic(odd(model, other));
            case 2, 3, 4, 5 -> damaged(model, other);
            default -> forged(model, other);
        }
    }

    /** Signed by the carrier, as far as anybody can tell. */
    private void authentic(WebhookRequest request) {
        long failed = reporter.failed;
        int status = handled(request);
        boolean away = reporter.failed > failed;
        if (away ? status != 503 : !AUTHENTIC.contains(status)) {
            throw new AssertionError(status + " for " + told(request) + (away ? ", and the store was away" : ""));
        }
    }

    /** Without a signature, with a wrong one, or with that of another webhook. */
    private void forged(WebhookRequest model, WebhookRequest other) {
        Map<String, String> headers = new HashMap<>(model.headers());
        String signature = Objects.requireNonNull(headers.remove("x-twilio-signature"));
        switch (random.nextInt(5)) {
            case 0 -> {}
            case 1 -> headers.put("x-twilio-signature", mutator.text());
            case 2 -> headers.put("x-twilio-signature", signature.toLowerCase(Locale.ROOT) + "=");
            case 3 -> headers.put("x-twilio-signature", " " + signature);
            default -> headers.put("x-twilio-signature", Signing.sign("another", PUBLIC + model.path(), Map.of()));
        }
        WebhookRequest odd = random.nextInt(3) == 0 ? model : parts(model, other);
        refused(new WebhookRequest(odd.method(), odd.path(), odd.query(), headers, odd.body()));
    }

    /** With the signature of what it was before. */
    private void damaged(WebhookRequest model, WebhookRequest other) {
        WebhookRequest damaged = parts(model, other);
        if (sameWords(model, damaged)) {
            authentic(damaged);
        } else {
            refused(damaged);
        }
    }

    private void refused(WebhookRequest request) {
        long before = reporter.told;
        int status = handled(request);
        if (!UNAUTHENTICATED.contains(status) || reporter.told != before) {
            throw new AssertionError(status + " for " + told(request) + ", which nobody has signed");
        }
    }

    private int handled(WebhookRequest request) {
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
            case 1 -> path = random.nextBoolean() ? other.path() : mutator.damaged(path, other.path());
            case 2 -> query = random.nextBoolean() ? other.query() : mutator.damaged(query == null ? "" : query, "a=b");
            case 3 -> {
                headers = new HashMap<>(headers);
                headers.put(
                        "content-type",
                        List.of("", "application/json", "text/xml", "multipart/form-data")
                                .get(random.nextInt(4)));
            }
            default -> body = mutator.damaged(body, other.body());
        }
        return new WebhookRequest(method, path, query, headers, body);
    }

    /** Whether one signature is good for both. Twilio signs names and values without anything between them. */
    private static boolean sameWords(WebhookRequest one, WebhookRequest other) {
        return one.path().equals(other.path())
                && Objects.equals(one.query(), other.query())
                && one.header("content-type").equals(other.header("content-type"))
                && signedWords(one).equals(signedWords(other));
    }

    private static String signedWords(WebhookRequest request) {
        TreeMap<String, TreeSet<String>> fields = new TreeMap<>();
        for (Form.Field field : Form.parse(request.body()).fields()) {
            fields.computeIfAbsent(bytes(field.name()), name -> new TreeSet<>()).add(bytes(field.value()));
        }
        StringBuilder words = new StringBuilder();
        fields.forEach(
                (name, values) -> values.forEach(value -> words.append(name).append(value)));
        return words.toString();
    }

    private static String bytes(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** Signed, and odd in what it says. */
    private WebhookRequest odd(WebhookRequest model, WebhookRequest other) {
        Map<String, String> fields = new LinkedHashMap<>(text(model));
        Map<String, String> others = text(other);
        String path = random.nextInt(3) == 0 ? other.path() : model.path();
        String query = random.nextInt(3) == 0 ? other.query() : model.query();
        for (int i = random.nextInt(4); i > 0; i--) {
            List<String> names = new ArrayList<>(random.nextBoolean() ? fields.keySet() : others.keySet());
            String name = names.isEmpty() ? "CallStatus" : names.get(random.nextInt(names.size()));
            switch (random.nextInt(5)) {
                case 0 -> fields.remove(name);
                case 1 -> fields.put(name, others.getOrDefault(name, ""));
                case 2 -> fields.put(name, mutator.damaged(fields.getOrDefault(name, ""), "other"));
                default -> fields.put(name, VALUES.get(random.nextInt(VALUES.size())));
            }
        }
        if (random.nextInt(20) == 0) {
            path = mutator.damaged(path, other.path());
        }
        if (random.nextInt(8) == 0 && query != null) {
            query = mutator.damaged(query, "call=x");
        }
        String body = fields.entrySet().stream()
                .map(field -> Form.encode(field.getKey()) + "=" + Form.encode(field.getValue()))
                .collect(Collectors.joining("&"));
        Map<String, String> headers = new HashMap<>(model.headers());
        String url = PUBLIC + path + (query == null ? "" : "?" + query);
        headers.put("x-twilio-signature", Signing.sign(TOKEN, url, text(body)));
        return new WebhookRequest("POST", path, query, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, String> text(WebhookRequest request) {
        return text(new String(request.body(), StandardCharsets.UTF_8));
    }

    private static Map<String, String> text(String body) {
        return Optional.of(Form.parse(body.getBytes(StandardCharsets.UTF_8)))
                .flatMap(Form::toText)
                .orElseThrow();
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
