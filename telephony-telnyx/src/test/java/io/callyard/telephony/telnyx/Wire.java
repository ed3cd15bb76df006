package io.callyard.telephony.telnyx;

import io.callyard.fake.FakeCarrier;
import io.callyard.fake.FakeRequest;
import io.callyard.fake.FakeResponse;
import io.callyard.telephony.http.JsonValue;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** An API that writes down what it is asked and answers what the test says; untold, it is content with everything. */
final class Wire implements FakeCarrier {
    static final String CALL = "v3:sample-call-control-id-0001";
    static final String LEG = "00000000-0000-4000-8000-000000000002";

    final List<Sent> sent = new ArrayList<>();
    private final Deque<Function<Sent, CompletionStage<FakeResponse>>> answers = new ArrayDeque<>();
    private Function<Sent, CompletionStage<FakeResponse>> otherwise = request -> done(usual(request));

    /** What was asked. */
    record Sent(String method, String path, String rawQuery, FakeRequest request) {
        JsonValue json() {
            return JsonValue.parse(request.body()).orElseThrow();
        }

        String text(String name) {
            return json().text(name, "");
        }

        CallTag tag() {
            return CallTag.parse(json().text("client_state"));
        }

        /** The last part of the path, decoded. */
        String what() {
            return path.substring(path.lastIndexOf('/') + 1);
        }

        Map<String, String> query() {
            Map<String, String> query = new LinkedHashMap<>();
            for (String pair : rawQuery.isEmpty() ? new String[0] : rawQuery.split("&")) {
                String[] parts = pair.split("=", 2);
                query.put(
                        URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
                        URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
            return query;
        }
    }

    @Override
    public CompletionStage<FakeResponse> handle(FakeRequest request) {
        String query = request.uri().getRawQuery();
        Sent asked = new Sent(request.method(), request.uri().getRawPath(), query == null ? "" : query, request);
        sent.add(asked);
        Function<Sent, CompletionStage<FakeResponse>> next = answers.poll();
        return (next == null ? otherwise : next).apply(asked);
    }

    /** The next request gets this answer. */
    Wire then(int status, String json) {
        return then(request -> done(FakeResponse.json(status, json)));
    }

    /** The next request is refused. */
    Wire refuse(int status, String code) {
        return then(status, error(code, ""));
    }

    /** The next request gets no answer, ever. */
    Wire silent() {
        return then(request -> new CompletableFuture<>());
    }

    /** The connection of the next request breaks. */
    Wire broken() {
        return then(request -> CompletableFuture.failedStage(new IOException("connection reset")));
    }

    Wire then(Function<Sent, CompletionStage<FakeResponse>> answer) {
        answers.add(answer);
        return this;
    }

    /** Requests that nothing was said about get this answer. */
    void always(Function<Sent, CompletionStage<FakeResponse>> answer) {
        otherwise = answer;
    }

    Sent last() {
        return sent.get(sent.size() - 1);
    }

    /** What was asked, each by the last part of its path. */
    List<String> asked() {
        return sent.stream().map(Sent::what).toList();
    }

    static CompletionStage<FakeResponse> done(FakeResponse response) {
        return CompletableFuture.completedStage(response);
    }

    static CompletionStage<FakeResponse> json(int status, String json) {
        return done(FakeResponse.json(status, json));
    }

    static String error(String code, String pointer) {
        String source = pointer.isEmpty() ? "" : ",\"source\":{\"pointer\":\"" + pointer + "\"}";
        return "{\"errors\":[{\"code\":\"" + code + "\",\"title\":\"Number +15551234567\",\"detail\":\"+15551234567\""
                + source + "}]}";
    }

    static String dialled(String call) {
        return "{\"data\":{\"record_type\":\"call\",\"call_control_id\":\"" + call + "\",\"call_leg_id\":\"" + LEG
                + "\",\"is_alive\":false}}";
    }

    static FakeResponse usual(Sent request) {
        if (request.method().equals("GET")) {
            return FakeResponse.json(200, "{\"data\":[],\"meta\":{}}");
        }
        return FakeResponse.json(
                200, request.path().endsWith("/calls") ? dialled(CALL) : "{\"data\":{\"result\":\"ok\"}}");
    }
}
