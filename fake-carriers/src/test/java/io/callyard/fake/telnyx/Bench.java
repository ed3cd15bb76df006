package io.callyard.fake.telnyx;

import io.callyard.fake.ApiDescription;
import io.callyard.fake.DescriptionCheck;
import io.callyard.fake.FakeRequest;
import io.callyard.fake.FakeResponse;
import io.callyard.fake.Party;
import io.callyard.fake.internal.Json;
import io.callyard.testkit.VirtualScheduler;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A carrier in virtual time, whose webhooks are kept and answered as a test likes. */
final class Bench {
    static final String CONNECTION = "1000000000000000001";
    static final String ALICE = "+15005550001";
    static final String BOB = "+15005550002";
    static final String OURS = "+15005550006";
    static final URI HOOK = URI.create("https://calls.example.com/telnyx/events");

    static final @Nullable ApiDescription DESCRIPTION =
            ApiDescription.given("telnyx-call-control.json", false).orElse(null);

    final VirtualScheduler time = VirtualScheduler.inOrder();

    /** What is set in the portal is no part of the description, and newer events are not. */
    final DescriptionCheck check = new DescriptionCheck(
            DESCRIPTION,
            Set.of(
                    "/call_control_applications/",
                    "/public_key",
                    "/phone_numbers",
                    "call.conversation.created",
                    "call.conversation.updated"),
            Set.of("$.meta is not known", "$.data.payload.client_state is null"));

    final List<Sent> sent = new ArrayList<>();
    /** What is answered: a status; 0: the connection fails; -1: nothing, ever. */
    Function<Sent, Integer> answers = webhook -> 200;

    final FakeTelnyx fake;

    /** A webhook that has arrived. */
    record Sent(FakeRequest request, Instant at, Map<String, @Nullable Object> json) {
        String type() {
            return String.valueOf(valueAt(json, "data", "event_type"));
        }

        String id() {
            return String.valueOf(valueAt(json, "data", "id"));
        }

        @Nullable
        Object payload(String field) {
            return valueAt(json, "data", "payload", field);
        }
    }

    /** An answer of the carrier's. */
    record Reply(int status, Map<String, String> headers, Map<String, @Nullable Object> json) {
        String code() {
            return json.get("errors") instanceof List<?> list && list.get(0) instanceof Map<?, ?> first
                    ? String.valueOf(first.get("code"))
                    : "";
        }

        List<String> codes() {
            List<String> codes = new ArrayList<>();
            if (json.get("errors") instanceof List<?> list) {
                list.forEach(error -> codes.add(String.valueOf(((Map<?, ?>) error).get("code"))));
            }
            return codes;
        }

        @Nullable
        Object data(String... path) {
            String[] whole = new String[path.length + 1];
            whole[0] = "data";
            System.arraycopy(path, 0, whole, 1, path.length);
            return valueAt(json, whole);
        }

        String id() {
            return String.valueOf(data("call_control_id"));
        }

        List<Map<String, @Nullable Object>> items() {
            List<Map<String, @Nullable Object>> items = new ArrayList<>();
            if (json.get("data") instanceof List<?> list) {
                list.forEach(item -> items.add(Json.readObject(Json.write(item))));
            }
            return items;
        }
    }

    Bench() {
        this(builder -> builder);
    }

    Bench(UnaryOperator<FakeTelnyxBuilder> setUp) {
        fake = setUp.apply(FakeTelnyx.builder(time)
                        .webhookUrl(HOOK)
                        .parties(address -> Party.answering(Duration.ofSeconds(3), Party.FOR_EVER))
                        .webhooks((request, timeout) -> arrived(request)))
                .build();
    }

    private CompletableFuture<FakeResponse> arrived(FakeRequest request) {
        Sent webhook = new Sent(request, time.instant(), Json.readObject(request.text()));
        sent.add(webhook);
        check.told(webhook.type(), request.text());
        int status = answers.apply(webhook);
        if (status < 0) {
            return new CompletableFuture<>();
        }
        return status == 0
                ? CompletableFuture.failedFuture(new java.net.http.HttpTimeoutException("silence"))
                : CompletableFuture.completedFuture(FakeResponse.empty(status));
    }

    Reply send(String method, String path, String body) {
        return send(method, path, body, "KEY0000");
    }

    Reply send(String method, String path, String body, String key) {
        FakeRequest request = new FakeRequest(
                method,
                URI.create("https://api.example.com" + path),
                Map.of("authorization", "Bearer " + key),
                body.getBytes(StandardCharsets.UTF_8));
        try {
            FakeResponse answer = fake.handle(request).toCompletableFuture().get();
            check.answered(method, request.uri().getRawPath(), answer.status(), answer.text());
            check.assertFaultless();
            return new Reply(
                    answer.status(),
                    answer.headers(),
                    answer.text().isEmpty() ? Map.of() : Json.readObject(answer.text()));
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    Reply get(String path) {
        return send("GET", path, "");
    }

    /** Dials with more fields than the required ones: names and values in turn. */
    Reply dial(String to, Object... more) {
        Map<String, @Nullable Object> body = fields(more);
        body.putIfAbsent("connection_id", CONNECTION);
        body.putIfAbsent("from", OURS);
        body.putIfAbsent("to", to);
        return send("POST", "/v2/calls", Json.write(body));
    }

    Reply command(String id, String name, Object... more) {
        return send("POST", "/v2/calls/" + id + "/actions/" + name, Json.write(fields(more)));
    }

    /** Somebody calls and is answered. */
    FakeLine answeredCaller(String from) {
        FakeLine line = fake.incoming(from, OURS, Party.answering(Duration.ZERO, Party.FOR_EVER));
        command(line.callControlId(), "answer");
        time.runDue();
        return line;
    }

    /** Dials somebody who answers after 3 s. */
    FakeLine answeredCallee(String to, Object... more) {
        String id = dial(to, more).id();
        pass(4);
        return fake.line(id).orElseThrow();
    }

    void pass(double seconds) {
        time.advance(Duration.ofMillis(Math.round(seconds * 1000)));
        check.assertFaultless();
    }

    List<Sent> events(String id) {
        return sent.stream()
                .filter(webhook -> id.equals(webhook.payload("call_control_id")))
                .toList();
    }

    List<String> types(String id) {
        return events(id).stream().map(Sent::type).toList();
    }

    /** Returns the last event of a type on a leg. */
    Sent last(String id, String type) {
        return events(id).stream()
                .filter(webhook -> webhook.type().equals(type))
                .reduce((first, second) -> second)
                .orElseThrow(() -> new AssertionError("no " + type + " among " + types(id)));
    }

    private static Map<String, @Nullable Object> fields(Object... more) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < more.length; i += 2) {
            fields.put((String) more[i], more[i + 1]);
        }
        return fields;
    }

    static @Nullable Object valueAt(@Nullable Object json, String... path) {
        Object value = json;
        for (String step : path) {
            value = value instanceof Map<?, ?> map ? map.get(step) : null;
        }
        return value;
    }
}
