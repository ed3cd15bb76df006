package io.callyard.fake.telnyx;

import io.callyard.fake.FakeCarrier;
import io.callyard.fake.FakeRequest;
import io.callyard.fake.FakeResponse;
import io.callyard.fake.Party;
import io.callyard.fake.internal.Json;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Lets another process move the people of a carrier, by paths that the carrier has not: {@code /fake/…}. All others go
 * to the carrier.
 */
final class ControlPanel implements FakeCarrier {
    private static final String PREFIX = "/fake/";
    private static final int MAX_MILLIS = 86_400_000;

    private final FakeTelnyx carrier;

    ControlPanel(FakeTelnyx carrier) {
        this.carrier = carrier;
    }

    @Override
    public CompletionStage<FakeResponse> handle(FakeRequest request) {
        if (!request.uri().getPath().startsWith(PREFIX)) {
            return carrier.handle(request);
        }
        try {
            return CompletableFuture.completedFuture(answer(request));
        } catch (ApiError e) {
            return CompletableFuture.completedFuture(e.toResponse());
        }
    }

    private FakeResponse answer(FakeRequest request) {
        String[] path = request.uri().getPath().substring(PREFIX.length()).split("/", -1);
        String what = request.method() + " " + path[0] + " " + path.length;
        return switch (what) {
            case "POST incoming 1" -> incoming(Fields.of(request));
            case "GET calls 1" ->
                json(Map.of(
                        "data", carrier.calls().stream().map(ControlPanel::call).toList()));
            case "GET placed 1" -> placed(new Query(request.uri()).get("to"));
            case "GET lines 2" -> json(line(find(path[1])));
            case "POST lines 3" -> act(find(path[1]), path[2], Fields.of(request));
            default -> throw ApiError.notFound();
        };
    }

    private FakeResponse incoming(Fields body) {
        String from = body.requiredText("from", 256);
        String to = body.requiredText("to", 256);
        int talk = body.integer("talk_ms", 0, MAX_MILLIS, MAX_MILLIS);
        body.check();
        FakeLine line = carrier.incoming(from, to, Party.answering(Duration.ZERO, Duration.ofMillis(talk)));
        return json(Map.of("call_control_id", line.callControlId()));
    }

    private FakeResponse placed(@Nullable String to) {
        return json(Map.of("count", carrier.placedCount(to == null ? "" : to)));
    }

    private static FakeResponse act(FakeLine line, String action, Fields body) {
        switch (action) {
            case "press" -> {
                String digit = body.requiredText("digit", 1);
                body.check();
                line.press(digit.charAt(0));
            }
            case "pick_up" -> line.pickUp();
            case "hang_up" -> line.hangUp();
            default -> throw ApiError.notFound();
        }
        return FakeResponse.empty(204);
    }

    private FakeLine find(String callControlId) {
        return carrier.line(callControlId).orElseThrow(ApiError::notFound);
    }

    private static Map<String, @Nullable Object> line(FakeLine line) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("call_control_id", line.callControlId());
        json.put("state", line.state());
        json.put("talking_to", line.talkingTo().orElse(null));
        json.put("heard", line.heard().stream().map(ControlPanel::heard).toList());
        return json;
    }

    private static List<String> heard(Heard heard) {
        return List.of(heard.at().toString(), heard.kind().name(), heard.what());
    }

    private static Map<String, @Nullable Object> call(CallSnapshot call) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("call_control_id", call.id());
        json.put("to", call.to());
        json.put("from", call.from());
        json.put("direction", call.direction().word());
        json.put("state", call.state());
        json.put("client_state", call.clientState().orElse(null));
        json.put("created_at", Event.time(call.createdAt()));
        return json;
    }

    private static FakeResponse json(Map<String, ?> body) {
        return FakeResponse.json(200, Json.write(body));
    }
}
