package io.callyard.telephony.twilio;

import io.callyard.fake.FakeCarrier;
import io.callyard.fake.FakeRequest;
import io.callyard.fake.FakeResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** An API that writes down what it is asked and answers what the test says; untold, it is content with everything. */
final class Wire implements FakeCarrier {
    static final String SID = "CA" + "c".repeat(32);

    final List<Sent> sent = new ArrayList<>();
    private final Deque<Function<Sent, CompletionStage<FakeResponse>>> answers = new ArrayDeque<>();
    private Function<Sent, CompletionStage<FakeResponse>> otherwise = request -> done(usual(request));

    /** What was asked. */
    record Sent(String method, String path, String query, String body, FakeRequest request) {
        Map<String, String> form() {
            return Form.parse(body.getBytes(StandardCharsets.UTF_8)).toText().orElseThrow();
        }

        String get(String name) {
            return form().getOrDefault(name, "");
        }

        List<String> all(String name) {
            return Arrays.stream(body.split("&"))
                    .filter(pair -> pair.startsWith(name + "="))
                    .map(pair -> pair.substring(name.length() + 1))
                    .toList();
        }
    }

    @Override
    public CompletionStage<FakeResponse> handle(FakeRequest request) {
        String query = request.uri().getRawQuery();
        Sent asked = new Sent(
                request.method(), request.uri().getRawPath(), query == null ? "" : query, request.text(), request);
        sent.add(asked);
        Function<Sent, CompletionStage<FakeResponse>> next = answers.poll();
        return (next == null ? otherwise : next).apply(asked);
    }

    /** The next request gets this answer. */
    Wire then(int status, String json) {
        return then(request -> done(FakeResponse.json(status, json)));
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

    static CompletionStage<FakeResponse> done(FakeResponse response) {
        return CompletableFuture.completedStage(response);
    }

    static FakeResponse call(int status, String state) {
        return FakeResponse.json(status, "{\"sid\":\"" + SID + "\",\"status\":\"" + state + "\"}");
    }

    private static FakeResponse usual(Sent request) {
        if (request.path().endsWith("/Calls.json")) {
            return request.method().equals("POST")
                    ? call(201, "queued")
                    : FakeResponse.json(200, "{\"calls\":[],\"next_page_uri\":null}");
        }
        return request.method().equals("DELETE") ? FakeResponse.empty(204) : call(200, "in-progress");
    }
}
