package io.callyard.fake.telnyx;

import io.callyard.fake.FakeResponse;
import io.callyard.fake.internal.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes dials: each command id once, and no more of them than the account allows. */
final class Dialer {
    private static final Duration RATE_WINDOW = Duration.ofSeconds(5);

    private final Exchange exchange;
    private final Map<String, Taken> byCommandId = new LinkedHashMap<>();
    private final Deque<Instant> recent = new ArrayDeque<>();

    /** A dial that was taken, and how it was answered. */
    private record Taken(Instant at, FakeResponse answer) {}

    Dialer(Exchange exchange) {
        this.exchange = exchange;
    }

    FakeResponse dial(Fields body) {
        DialRequest request = DialRequest.of(body, exchange.settings.connectionId());
        body.check();
        FakeResponse earlier = earlier(request.commandId());
        if (earlier != null) {
            return earlier;
        }
        Leg linked = request.linkTo() == null ? null : exchange.legs.living(request.linkTo(), "link_to");
        admit();
        Leg leg = exchange.ringing.dial(request, linked);
        exchange.log.command(leg, "dial", body.values());
        FakeResponse answer = withRate(FakeResponse.json(200, Json.write(Map.of("data", accepted(leg)))));
        if (request.commandId() != null) {
            byCommandId.put(request.commandId(), new Taken(exchange.clock.now(), answer));
        }
        return answer;
    }

    private @Nullable FakeResponse earlier(@Nullable String commandId) {
        Instant forgotten =
                exchange.clock.now().minus(exchange.settings.limits().commandWindow());
        byCommandId.values().removeIf(taken -> !taken.at().isAfter(forgotten));
        Taken taken = commandId == null ? null : byCommandId.get(commandId);
        return taken == null ? null : taken.answer();
    }

    private void admit() {
        forgetOld();
        if (recent.size() >= windowLimit()) {
            throw ApiError.dialRate();
        }
        if (exchange.legs.livingOutgoing() >= exchange.settings.limits().concurrentCalls()) {
            throw ApiError.concurrency();
        }
        recent.add(exchange.clock.now());
    }

    private void forgetOld() {
        Instant since = exchange.clock.now().minus(RATE_WINDOW);
        while (!recent.isEmpty() && !recent.getFirst().isAfter(since)) {
            recent.removeFirst();
        }
    }

    private long windowLimit() {
        return exchange.settings.limits().dialsPerSecond() * RATE_WINDOW.toSeconds();
    }

    /** Adds how many dials there are left, and when there are more. */
    FakeResponse withRate(FakeResponse answer) {
        forgetOld();
        Duration reset = recent.isEmpty()
                ? Duration.ZERO
                : Duration.between(exchange.clock.now(), recent.getFirst().plus(RATE_WINDOW));
        Map<String, String> headers = new LinkedHashMap<>(answer.headers());
        headers.put("x-ratelimit-limit", Long.toString(windowLimit()));
        headers.put("x-ratelimit-remaining", Long.toString(windowLimit() - recent.size()));
        headers.put("x-ratelimit-reset", Long.toString(reset.plusMillis(999).toSeconds()));
        return new FakeResponse(answer.status(), headers, answer.body());
    }

    /** A leg that is only wanted does not live yet. */
    private static Map<String, @Nullable Object> accepted(Leg leg) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("record_type", "call");
        json.put("call_control_id", leg.controlId);
        json.put("call_leg_id", leg.legId);
        json.put("call_session_id", leg.sessionId);
        if (leg.clientState != null) {
            json.put("client_state", leg.clientState);
        }
        json.put("is_alive", false);
        json.put("call_duration", 0);
        return json;
    }
}
