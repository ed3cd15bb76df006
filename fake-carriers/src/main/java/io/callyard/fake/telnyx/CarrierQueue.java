package io.callyard.fake.telnyx;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One queue of the carrier's: first come, first served. */
final class CarrierQueue {
    final String id;
    final String name;
    final Instant createdAt;
    final List<Entry> entries = new ArrayList<>();
    int maxSize;
    Instant updatedAt;

    /** Somebody in a queue. */
    static final class Entry {
        final CarrierQueue queue;
        final Leg leg;
        final Instant since;
        boolean keepAfterHangup;

        Entry(CarrierQueue queue, Leg leg, Instant since, boolean keepAfterHangup) {
            this.queue = queue;
            this.leg = leg;
            this.since = since;
            this.keepAfterHangup = keepAfterHangup;
        }

        /** Returns the place in the queue, from 1. */
        int position() {
            return queue.entries.indexOf(this) + 1;
        }

        Map<String, @Nullable Object> toJson(Instant now) {
            Map<String, @Nullable Object> json = new LinkedHashMap<>();
            json.put("record_type", "queue_call");
            json.put("call_control_id", leg.controlId);
            json.put("call_leg_id", leg.legId);
            json.put("call_session_id", leg.sessionId);
            json.put("connection_id", leg.connectionId);
            json.put("queue_id", queue.id);
            json.put("queue_position", position());
            json.put("wait_time_secs", Duration.between(since, now).toSeconds());
            json.put("enqueued_at", Event.time(since));
            json.put("from", leg.from);
            json.put("to", leg.to);
            json.put("is_alive", leg.isAlive());
            return json;
        }
    }

    CarrierQueue(String id, String name, int maxSize, Instant now) {
        this.id = id;
        this.name = name;
        this.maxSize = maxSize;
        this.createdAt = now;
        this.updatedAt = now;
    }

    /** Returns how long those have waited, on average, who wait now; in seconds. */
    long averageWait(Instant now) {
        return (long) entries.stream()
                .mapToLong(entry -> Duration.between(entry.since, now).toSeconds())
                .average()
                .orElse(0);
    }

    Map<String, @Nullable Object> toJson(Instant now) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("record_type", "queue");
        json.put("id", id);
        json.put("name", name);
        json.put("current_size", entries.size());
        json.put("max_size", maxSize);
        json.put("average_wait_time_secs", averageWait(now));
        json.put("created_at", Event.time(createdAt));
        json.put("updated_at", Event.time(updatedAt));
        return json;
    }
}
