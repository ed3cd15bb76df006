package io.callyard.telephony.telnyx;

import io.callyard.model.CarrierCallId;
import io.callyard.telephony.http.JsonValue;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something that the carrier tells about a call.
 *
 * @param id the same on every delivery; empty if there is none
 * @param type what has happened
 * @param at when
 * @param delivery the how-manieth delivery it is, from 1 on; 0 if nobody says
 * @param call which call; absent if it is not about one
 * @param leg the carrier's lasting id of that call; empty if there is none
 * @param payload what else is said
 * @param tag what the call carries with it; absent if nothing, or nothing of ours
 */
record TelnyxEvent(
        String id,
        String type,
        Instant at,
        int delivery,
        @Nullable CarrierCallId call,
        String leg,
        JsonValue payload,
        @Nullable CallTag tag) {

    /**
     * Reads a webhook's body; empty if it is none.
     *
     * @param received when it came, for those that do not say when it happened
     */
    static Optional<TelnyxEvent> parse(byte[] body, Instant received) {
        JsonValue root = JsonValue.parse(body).filter(JsonValue::isObject).orElse(null);
        if (root == null) {
            return Optional.empty();
        }
        // A body without an envelope has been seen.
        JsonValue data = root.get("data").isObject() ? root.get("data") : root;
        String type = data.text("event_type", "");
        if (type.isEmpty()) {
            return Optional.empty();
        }
        JsonValue payload = data.get("payload");
        return Optional.of(new TelnyxEvent(
                data.text("id", ""),
                type,
                time(data, received),
                number(root.get("meta").text("attempt", "")),
                callId(payload.text("call_control_id")),
                payload.text("call_leg_id", ""),
                payload,
                CallTag.parse(payload.text("client_state"))));
    }

    /** Returns a word of the payload; empty if it is not there. */
    String word(String name) {
        return payload.text(name, "");
    }

    /**
     * Returns the key of a command that follows from this: the same on every delivery.
     *
     * @param otherwise the key if this has no id
     */
    String key(String otherwise) {
        return id.isEmpty() ? otherwise : id;
    }

    private static int number(String text) {
        return text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : 0;
    }

    /** Reads a call's id; null if it is none. */
    static @Nullable CarrierCallId callId(@Nullable String text) {
        try {
            return text == null ? null : new CarrierCallId(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static Instant time(JsonValue data, Instant received) {
        String text = data.text("occurred_at", data.text("created_at", ""));
        return instant(text).orElse(received);
    }

    /** Reads a time; empty if it is none, or none that anybody can have meant. */
    static Optional<Instant> instant(@Nullable String text) {
        try {
            return Optional.ofNullable(text)
                    .filter(given -> given.length() <= 40)
                    .map(Instant::parse)
                    .filter(time -> time.isAfter(Instant.EPOCH) && time.isBefore(Instant.ofEpochSecond(1L << 33)));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** Says what it is about, not what is in it: webhooks carry phone numbers. */
    @Override
    public String toString() {
        return "TelnyxEvent[" + type + "]";
    }
}
