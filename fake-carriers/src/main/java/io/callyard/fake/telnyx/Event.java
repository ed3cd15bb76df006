package io.callyard.fake.telnyx;

import io.callyard.fake.internal.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a leg, as webhooks tell it.
 *
 * @param id stays the same however often it is delivered
 */
record Event(String id, String type, Instant occurredAt, Map<String, @Nullable Object> payload) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    /** Returns a time as the carrier writes it. */
    static String time(Instant instant) {
        return TIME.format(instant);
    }

    Map<String, @Nullable Object> toJson() {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("record_type", "event");
        data.put("event_type", type);
        data.put("id", id);
        data.put("occurred_at", time(occurredAt));
        data.put("payload", payload);
        return data;
    }

    /** Returns the body of one delivery. */
    byte[] body(int attempt, String deliveredTo) {
        Map<String, @Nullable Object> meta = new LinkedHashMap<>();
        meta.put("attempt", attempt);
        meta.put("delivered_to", deliveredTo);
        Map<String, @Nullable Object> envelope = new LinkedHashMap<>();
        envelope.put("data", toJson());
        envelope.put("meta", meta);
        return Json.write(envelope).getBytes(StandardCharsets.UTF_8);
    }
}
