package io.callyard.store.jdbc.codec;

import io.callyard.event.CallerEvent;
import io.callyard.event.CallerEvent.CallbackDialed;
import io.callyard.event.CallerEvent.CallbackMissed;
import io.callyard.event.CallerEvent.CallbackOverdue;
import io.callyard.event.CallerEvent.CallbackPromised;
import io.callyard.event.CallerEvent.CallerConnected;
import io.callyard.event.CallerEvent.CallerEscalated;
import io.callyard.event.CallerEvent.CallerInformed;
import io.callyard.event.CallerEvent.CallerJoined;
import io.callyard.event.CallerEvent.CallerLeft;
import io.callyard.event.CallerEvent.CallerMoved;
import io.callyard.model.AgentId;
import io.callyard.model.CallId;
import io.callyard.model.PhoneNumber;
import io.callyard.model.inbound.CallerId;
import io.callyard.model.inbound.LeaveReason;
import io.callyard.model.inbound.QueueId;
import java.util.List;
import java.util.function.Function;

/** The events of callers, each with whom it is about in {@code caller} and where he stands in {@code queue}. */
final class CallerEventKinds {
    static final List<EventKind<?>> ALL = List.of(
            kind(
                    EventCodec.CALLER_JOINED,
                    CallerJoined.class,
                    (json, event) -> json.object("arrival", event.arrival(), ArrivalCodec::write)
                            .instant("key", event.key())
                            .flag("resumed", event.resumed()),
                    json -> new CallerJoined(
                            caller(json),
                            queue(json),
                            json.object("arrival", ArrivalCodec::read),
                            json.instant("key"),
                            json.flag("resumed"))),
            kind(
                    EventCodec.CALLER_INFORMED,
                    CallerInformed.class,
                    (json, event) -> json.number("position", event.position())
                            .object("estimate", event.estimate(), EstimateCodec::write)
                            .flag("rose", event.rose())
                            .flag("callback_offered", event.callbackOffered()),
                    json -> new CallerInformed(
                            caller(json),
                            queue(json),
                            json.integer("position"),
                            json.object("estimate", EstimateCodec::read),
                            json.flag("rose"),
                            json.flag("callback_offered"))),
            kind(
                    EventCodec.CALLER_MOVED,
                    CallerMoved.class,
                    (json, event) -> json.text("from", event.from())
                            .instant("key", event.key())
                            .text("why", event.why()),
                    json -> new CallerMoved(
                            caller(json),
                            json.text("from", QueueId::new),
                            queue(json),
                            json.instant("key"),
                            json.text("why"))),
            kind(
                    EventCodec.CALLER_ESCALATED,
                    CallerEscalated.class,
                    (json, event) -> json.number("failed", event.failed()),
                    json -> new CallerEscalated(caller(json), queue(json), json.integer("failed"))),
            kind(
                    EventCodec.CALLBACK_PROMISED,
                    CallbackPromised.class,
                    (json, event) -> json.text("phone", event.number().e164())
                            .instant("not_before", event.notBefore())
                            .instant("promised_by", event.promisedBy()),
                    json -> new CallbackPromised(
                            caller(json),
                            queue(json),
                            json.text("phone", PhoneNumber::parse),
                            json.instant("not_before"),
                            json.instant("promised_by"))),
            kind(
                    EventCodec.CALLBACK_DIALED,
                    CallbackDialed.class,
                    (json, event) -> json.text("agent", event.agent())
                            .text("call", event.call())
                            .number("tries", event.tries()),
                    json -> new CallbackDialed(
                            caller(json),
                            queue(json),
                            json.text("agent", AgentId::new),
                            json.text("call", CallId::parse),
                            json.integer("tries"))),
            kind(
                    EventCodec.CALLBACK_MISSED,
                    CallbackMissed.class,
                    (json, event) -> json.text("why", event.why()).instant("not_before", event.notBefore()),
                    json -> new CallbackMissed(
                            caller(json), queue(json), json.text("why"), json.instant("not_before"))),
            kind(
                    EventCodec.CALLBACK_OVERDUE,
                    CallbackOverdue.class,
                    (json, event) -> json.instant("promised_by", event.promisedBy()),
                    json -> new CallbackOverdue(caller(json), queue(json), json.instant("promised_by"))),
            kind(
                    EventCodec.CALLER_CONNECTED,
                    CallerConnected.class,
                    (json, event) -> json.text("agent", event.agent()).nanos("waited_ns", event.waited()),
                    json -> new CallerConnected(
                            caller(json), queue(json), json.text("agent", AgentId::new), json.nanos("waited_ns"))),
            kind(
                    EventCodec.CALLER_LEFT,
                    CallerLeft.class,
                    (json, event) -> json.text("agent", event.agent())
                            .constant("reason", event.reason())
                            .text("detail", event.detail())
                            .nanos("waited_ns", event.waited())
                            .nanos("talked_ns", event.talked()),
                    json -> new CallerLeft(
                            caller(json),
                            queue(json),
                            json.textOrNull("agent", AgentId::new),
                            json.constant("reason", LeaveReason.class),
                            json.text("detail"),
                            json.nanos("waited_ns"),
                            json.nanos("talked_ns"))));

    private CallerEventKinds() {}

    private static <E extends CallerEvent> EventKind<E> kind(
            String name, Class<E> type, JsonWriter.Form<E> rest, Function<JsonFields, E> maker) {
        return new EventKind<>(
                name,
                type,
                (json, event) -> {
                    json.text("caller", event.caller()).text("queue", event.queue());
                    rest.write(json, event);
                },
                maker);
    }

    private static CallerId caller(JsonFields json) {
        return json.text("caller", CallerId::parse);
    }

    private static QueueId queue(JsonFields json) {
        return json.text("queue", QueueId::new);
    }
}
