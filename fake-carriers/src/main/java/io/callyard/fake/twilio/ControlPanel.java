package io.callyard.fake.twilio;

import io.callyard.fake.FakeCarrier;
import io.callyard.fake.FakeRequest;
import io.callyard.fake.FakeResponse;
import io.callyard.fake.internal.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * What a test in another process can see and do, beside the carrier's API:
 *
 * <ul>
 *   <li>{@code GET /fake/calls}: all calls
 *   <li>{@code POST /fake/incoming}, a form with {@code From}, {@code To} and perhaps {@code Party}: somebody calls in
 *   <li>{@code GET /fake/lines/{sid}}: a call, what was heard, and who is on the other side
 *   <li>{@code POST /fake/lines/{sid}/press}, a form with {@code Digit}; {@code POST /fake/lines/{sid}/hang-up}
 * </ul>
 */
final class ControlPanel implements FakeCarrier {
    private static final String PREFIX = "/fake/";

    private final FakeTwilio twilio;

    ControlPanel(FakeTwilio twilio) {
        this.twilio = twilio;
    }

    @Override
    public CompletionStage<FakeResponse> handle(FakeRequest request) {
        String path = request.uri().getPath();
        if (!path.startsWith(PREFIX)) {
            return twilio.handle(request);
        }
        try {
            return CompletableFuture.completedFuture(
                    answer(request, path.substring(PREFIX.length()).split("/")));
        } catch (IllegalArgumentException e) {
            return CompletableFuture.completedFuture(FakeResponse.empty(400));
        }
    }

    private FakeResponse answer(FakeRequest request, String[] path) {
        Params form = Params.parse(request.text());
        String route = request.method() + " " + path[0] + (path.length > 2 ? "/" + path[2] : "");
        return switch (route) {
            case "GET calls" ->
                FakeResponse.json(
                        200,
                        Json.write(
                                twilio.calls().stream().map(ControlPanel::json).toList()));
            case "POST incoming" -> {
                FakeLine line = twilio.incoming(
                        form.first("From").orElse(""),
                        form.first("To").orElse(""),
                        ServerOptions.party(form.first("Party").orElse("answer,0,-1")));
                yield FakeResponse.json(201, Json.write(Map.of("sid", line.sid())));
            }
            case "GET lines" -> FakeResponse.json(200, Json.write(json(line(path))));
            case "POST lines/press" -> {
                String digit =
                        form.first("Digit").filter(text -> text.length() == 1).orElse("?");
                line(path).press(digit.charAt(0));
                yield FakeResponse.empty(204);
            }
            case "POST lines/hang-up" -> {
                line(path).hangUp();
                yield FakeResponse.empty(204);
            }
            default -> FakeResponse.empty(404);
        };
    }

    private FakeLine line(String[] path) {
        return twilio.line(path.length < 2 ? "" : path[1])
                .orElseThrow(() -> new IllegalArgumentException("no such call"));
    }

    private static Map<String, @Nullable Object> json(CallSnapshot call) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("sid", call.sid());
        json.put("to", call.to());
        json.put("from", call.from());
        json.put("status", call.status());
        json.put("direction", call.direction());
        json.put("parent", call.parent());
        json.put("created_at", call.createdAt().toString());
        json.put("dials", call.dials());
        return json;
    }

    private static Map<String, @Nullable Object> json(FakeLine line) {
        List<Map<String, Object>> heard = new ArrayList<>();
        for (Heard one : line.heard()) {
            heard.add(Map.of("at", one.at().toString(), "what", one.what()));
        }
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("sid", line.sid());
        json.put("to", line.to());
        json.put("from", line.from());
        json.put("status", line.status());
        json.put("talking_to", line.talkingTo().orElse(null));
        json.put("heard", heard);
        return json;
    }
}
