package io.callyard.telephony.twilio;

import io.callyard.fake.FakeCarrier;
import io.callyard.fake.FakeResponse;
import io.callyard.fake.InProcessClient;
import io.callyard.model.PhoneNumber;
import io.callyard.spi.carrier.WebhookRequest;
import io.callyard.telephony.trials.CarrierDay;
import io.callyard.telephony.trials.WebhookFuzzTrial;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** Forms that are damaged, forged, or authentic and make no sense. */
class WebhookFuzzTest extends WebhookFuzzTrial {
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

    private final TwilioTelephony driver = TwilioTelephony.builder()
            .scheduler(scheduler)
            .credentials(ACCOUNT, TOKEN)
            .number(PhoneNumber.parse("+15550100100"))
            .publicUrl(URI.create(PUBLIC))
            .httpClient(InProcessClient.to(content(), scheduler))
            .machineDetection(true)
            .incomingCalls(CarrierDay::route)
            .build();

    WebhookFuzzTest() {
        super("Twilio", TwilioDay::new, 11);
    }

    private static FakeCarrier content() {
        return request -> CompletableFuture.completedFuture(FakeResponse.json(
                200, "{\"sid\":\"CA00000000000000000000000000000001\",\"status\":\"in-progress\",\"calls\":[]}"));
    }

    @Override
    protected void start() {
        driver.start(reporter);
        driver.startInbound(reporter);
    }

    @Override
    protected String kindOf(WebhookRequest webhook) {
        return webhook.path();
    }

    @Override
    protected void bring(WebhookRequest model, WebhookRequest other) {
        switch (random.nextInt(10)) {
            case 0, 1 -> authentic(odd(model, other));
            case 2, 3, 4, 5 -> damaged(model, other);
            default -> forged(model, other);
        }
    }

    private void authentic(WebhookRequest request) {
        authentic(driver, request, AUTHENTIC::contains);
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
        refused(
                driver,
                new WebhookRequest(odd.method(), odd.path(), odd.query(), headers, odd.body()),
                UNAUTHENTICATED);
    }

    /** With the signature of what it was before. */
    private void damaged(WebhookRequest model, WebhookRequest other) {
        WebhookRequest damaged = parts(model, other);
        if (sameWords(model, damaged)) {
            authentic(damaged);
        } else {
            refused(driver, damaged, UNAUTHENTICATED);
        }
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
}
