package io.callyard.fake.telnyx;

import io.callyard.fake.FakeResponse;
import io.callyard.fake.internal.Json;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers questions about calls, events, webhooks and conversations. */
final class Lookups {
    private final Exchange exchange;

    Lookups(Exchange exchange) {
        this.exchange = exchange;
    }

    FakeResponse call(String controlId) {
        Leg leg = exchange.legs.get(controlId);
        Map<String, @Nullable Object> json = common(leg);
        json.put("is_alive", leg.isAlive());
        json.put("start_time", Event.time(leg.createdAt));
        if (leg.endedAt != null) {
            json.put("end_time", Event.time(leg.endedAt));
        }
        return FakeResponse.json(200, Json.write(Map.of("data", json)));
    }

    FakeResponse activeCalls(String connectionId, Query query) {
        if (!connectionId.equals(exchange.settings.connectionId())) {
            throw ApiError.notFound();
        }
        List<Leg> listed = exchange.legs.listed(exchange.settings.limits().listingLag());
        return Listing.afterCursor(listed, query, leg -> leg.number, Lookups::common);
    }

    FakeResponse callEvents(Query query) {
        Instant now = exchange.clock.now();
        List<EventLog.Entry> known =
                exchange.log.until(now.minus(exchange.settings.limits().listingLag()));
        return Listing.numbered(new EventFilter(query.filters(), now).of(known), query, EventLog.Entry::toJson);
    }

    FakeResponse webhookDeliveries(Query query) {
        Map<String, String> filters = query.filters();
        List<Delivery> matching = exchange.webhooks.finished().stream()
                .filter(delivery -> filters.entrySet().stream()
                        .allMatch(filter -> matches(delivery, filter.getKey(), filter.getValue())))
                .toList();
        return Listing.numbered(matching, query, Delivery::toJson);
    }

    FakeResponse messages(String conversationId, Query query) {
        return Listing.numbered(exchange.assistants.messages(conversationId), query, message -> message);
    }

    private static boolean matches(Delivery delivery, String name, String value) {
        return switch (name) {
            case "[status][eq]" -> value.equals(delivery.outcome());
            case "[event_type]" -> value.equals(delivery.event().type());
            case "[webhook][contains]" -> Json.write(delivery.event().toJson()).contains(value);
            case "[started_at][gte]" -> !delivery.startedAt().isBefore(time(value));
            case "[started_at][lte]" -> !delivery.startedAt().isAfter(time(value));
            case "[finished_at][gte]" -> !delivery.finishedAt().isBefore(time(value));
            case "[finished_at][lte]" -> !delivery.finishedAt().isAfter(time(value));
            default -> false;
        };
    }

    private static Instant time(String value) {
        try {
            return Instant.parse(value);
        } catch (DateTimeParseException e) {
            throw ApiError.badRequest();
        }
    }

    private static Map<String, @Nullable Object> common(Leg leg) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("record_type", "call");
        json.put("call_control_id", leg.controlId);
        json.put("call_leg_id", leg.legId);
        json.put("call_session_id", leg.sessionId);
        json.put("client_state", leg.clientState == null ? "" : leg.clientState);
        json.put("call_duration", leg.talkSeconds());
        return json;
    }
}
