package io.callyard.fake.telnyx;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What has been commanded and what has been told, oldest first. */
final class EventLog {
    /** How far a listing looks back that names neither leg nor session. */
    static final Duration RECENT = Duration.ofHours(24);

    private static final int REMEMBERED = 200_000;

    private final Clockwork clock;
    private final Deque<Entry> entries = new ArrayDeque<>();

    /** One entry, with what can be asked for. */
    record Entry(
            String type,
            String name,
            Instant at,
            String legId,
            String sessionId,
            String connectionId,
            String from,
            String to,
            Map<String, ? extends @Nullable Object> metadata) {

        Map<String, @Nullable Object> toJson() {
            Map<String, @Nullable Object> json = new LinkedHashMap<>();
            json.put("record_type", "call_event");
            json.put("type", type);
            json.put("name", name);
            json.put("call_leg_id", legId);
            json.put("call_session_id", sessionId);
            json.put("event_timestamp", Event.time(at));
            json.put("metadata", metadata);
            return json;
        }
    }

    EventLog(Clockwork clock) {
        this.clock = clock;
    }

    void webhook(Leg leg, Event event) {
        add("webhook", event.type(), leg, event.payload());
    }

    Entry command(Leg leg, String name, Map<String, ? extends @Nullable Object> body) {
        return add("command", name, leg, body);
    }

    /** A command has turned out to be refused. */
    void remove(Entry entry) {
        entries.removeLastOccurrence(entry);
    }

    /** Returns all entries up to a time. */
    List<Entry> until(Instant time) {
        return entries.stream().filter(entry -> !entry.at().isAfter(time)).toList();
    }

    private Entry add(String type, String name, Leg leg, Map<String, ? extends @Nullable Object> metadata) {
        Entry entry = new Entry(
                type, name, clock.now(), leg.legId, leg.sessionId, leg.connectionId, leg.from, leg.to, metadata);
        entries.add(entry);
        if (entries.size() > REMEMBERED) {
            entries.remove();
        }
        return entry;
    }
}
