package io.callyard.store.jdbc.codec;

import io.callyard.event.Event;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An event as a type and a payload, and back. Instants and durations are kept to the microsecond:
 * see {@link Micros}. Stateless.
 *
 * <p>The types stand in every log that was ever written, so none of them changes or is used again.
 */
public final class EventCodec {
    public static final String CALL_SCHEDULED = "call_scheduled";
    public static final String CALL_QUEUED = "call_queued";
    public static final String CALL_HELD = "call_held";
    public static final String CALL_RESERVED = "call_reserved";
    public static final String CALL_RETURNED = "call_returned";
    public static final String CALL_IN_DOUBT = "call_in_doubt";
    public static final String CALL_STARTED = "call_started";
    public static final String CALL_STATUS_CHANGED = "call_status_changed";
    public static final String TURN_HEARD = "turn_heard";
    public static final String HANG_UP_REQUESTED = "hang_up_requested";
    public static final String SLOT_RECLAIMED = "slot_reclaimed";
    public static final String CALL_ENDED = "call_ended";
    public static final String LATE_REPORT = "late_report";
    public static final String CAMPAIGN_CREATED = "campaign_created";
    public static final String CAMPAIGN_CHANGED = "campaign_changed";
    public static final String CAMPAIGN_STATUS_CHANGED = "campaign_status_changed";
    public static final String LIMITS_CHANGED = "limits_changed";

    private static final Map<Class<?>, EventKind<?>> BY_CLASS = by(EventKind::type);
    private static final Map<String, EventKind<?>> BY_NAME = by(EventKind::name);

    private EventCodec() {}

    /** Returns the name of the event's class. */
    public static String type(Event event) {
        return kind(event).name();
    }

    /**
     * Returns everything else about the event as JSON, the full phone number included.
     *
     * @throws IllegalArgumentException if an instant or a duration is beyond the range of {@link Micros}
     */
    public static String payload(Event event) {
        return JsonWriter.object(json -> kind(event).write(json, event));
    }

    /**
     * Returns the event that was written.
     *
     * @throws IllegalStateException if the type is unknown, a field is missing, or the fields make no
     *     such event
     */
    public static Event read(String type, String payload) {
        EventKind<?> kind = BY_NAME.get(type);
        if (kind == null) {
            throw new IllegalStateException("unknown type of event: " + type);
        }
        return kind.read(payload);
    }

    private static EventKind<?> kind(Event event) {
        EventKind<?> kind = BY_CLASS.get(event.getClass());
        if (kind == null) {
            throw new IllegalStateException("no type for events of " + event.getClass());
        }
        return kind;
    }

    private static <K> Map<K, EventKind<?>> by(Function<EventKind<?>, K> key) {
        return Stream.of(CallEventKinds.ALL, TenantEventKinds.ALL)
                .flatMap(kinds -> kinds.stream())
                .collect(Collectors.toUnmodifiableMap(key, Function.identity()));
    }
}
