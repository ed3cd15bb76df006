package io.callyard.store.jdbc.codec;

import io.callyard.event.Event;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An event as a type and a payload, and back. Instants are kept to the microsecond, see {@link Micros}; so are
 * durations, unless the name of their field ends in {@code _ns}: these are exact, in nanoseconds. Stateless.
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
    public static final String LEAD_ADDED = "lead_added";
    public static final String LEAD_DIALED = "lead_dialed";
    public static final String CALLER_JOINED = "caller_joined";
    public static final String CALLER_INFORMED = "caller_informed";
    public static final String CALLER_MOVED = "caller_moved";
    public static final String CALLER_ESCALATED = "caller_escalated";
    public static final String CALLBACK_PROMISED = "callback_promised";
    public static final String CALLBACK_DIALED = "callback_dialed";
    public static final String CALLBACK_MISSED = "callback_missed";
    public static final String CALLBACK_OVERDUE = "callback_overdue";
    public static final String CALLER_CONNECTED = "caller_connected";
    public static final String CALLER_LEFT = "caller_left";
    public static final String OFFER_MADE = "offer_made";
    public static final String OFFER_DECLINED = "offer_declined";
    public static final String OFFER_ACCEPTED = "offer_accepted";
    public static final String OFFER_ENDED = "offer_ended";
    public static final String AGENT_REGISTERED = "agent_registered";
    public static final String PRESENCE_CHANGED = "presence_changed";
    public static final String AGENT_STATE_CHANGED = "agent_state_changed";
    public static final String QUEUE_CHANGED = "queue_changed";
    public static final String ARRIVAL_REFUSED = "arrival_refused";
    public static final String ALERT_RAISED = "alert_raised";
    public static final String ALERT_CLEARED = "alert_cleared";
    public static final String FEATURE_ROLLED_BACK = "feature_rolled_back";

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
        return Stream.of(
                        CallEventKinds.ALL,
                        TenantEventKinds.ALL,
                        LeadEventKinds.ALL,
                        CallerEventKinds.ALL,
                        OfferEventKinds.ALL,
                        AgentEventKinds.ALL,
                        QueueEventKinds.ALL)
                .flatMap(kinds -> kinds.stream())
                .collect(Collectors.toUnmodifiableMap(key, Function.identity()));
    }
}
