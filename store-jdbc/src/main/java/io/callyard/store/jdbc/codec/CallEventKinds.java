package io.callyard.store.jdbc.codec;

import io.callyard.event.CallEvent;
import io.callyard.event.CallEvent.CallEnded;
import io.callyard.event.CallEvent.CallHeld;
import io.callyard.event.CallEvent.CallInDoubt;
import io.callyard.event.CallEvent.CallQueued;
import io.callyard.event.CallEvent.CallReserved;
import io.callyard.event.CallEvent.CallReturned;
import io.callyard.event.CallEvent.CallScheduled;
import io.callyard.event.CallEvent.CallStarted;
import io.callyard.event.CallEvent.CallStatusChanged;
import io.callyard.event.CallEvent.HangUpRequested;
import io.callyard.event.CallEvent.LateReport;
import io.callyard.event.CallEvent.SlotReclaimed;
import io.callyard.event.CallEvent.TurnHeard;
import io.callyard.model.CallState;
import io.callyard.model.CallSubject;
import io.callyard.model.CarrierAccountId;
import io.callyard.model.CarrierCallId;
import io.callyard.model.ConversationTurn;
import io.callyard.model.NodeId;
import io.callyard.model.Outcome;
import java.util.List;
import java.util.function.Function;

/** The events of calls, each with its subject in the field {@code call}. */
final class CallEventKinds {
    static final List<EventKind<?>> ALL = List.of(
            kind(
                    EventCodec.CALL_SCHEDULED,
                    CallScheduled.class,
                    (json, event) -> json.number("attempt", event.attempt())
                            .instant("not_before", event.notBefore())
                            .constant("last_outcome", event.lastOutcome()),
                    json -> new CallScheduled(
                            subject(json),
                            json.integer("attempt"),
                            json.instant("not_before"),
                            json.constantOrNull("last_outcome", Outcome.class))),
            kind(
                    EventCodec.CALL_QUEUED,
                    CallQueued.class,
                    (json, event) -> json.number("priority", event.priority()).number("position", event.position()),
                    json -> new CallQueued(subject(json), json.integer("priority"), json.number("position"))),
            kind(
                    EventCodec.CALL_HELD,
                    CallHeld.class,
                    (json, event) -> json.instant("until", event.until()).text("reason", event.reason()),
                    json -> new CallHeld(subject(json), json.instant("until"), json.text("reason"))),
            kind(
                    EventCodec.CALL_RESERVED,
                    CallReserved.class,
                    (json, event) -> json.number("attempt", event.attempt())
                            .text("node", event.node())
                            .text("account", event.account())
                            .instant("lease_until", event.leaseUntil()),
                    json -> new CallReserved(
                            subject(json),
                            json.integer("attempt"),
                            json.text("node", NodeId::new),
                            json.text("account", CarrierAccountId::new),
                            json.instant("lease_until"))),
            kind(
                    EventCodec.CALL_RETURNED,
                    CallReturned.class,
                    (json, event) -> json.number("attempt", event.attempt())
                            .text("reason", event.reason())
                            .instant("not_before", event.notBefore()),
                    json -> new CallReturned(
                            subject(json),
                            json.integer("attempt"),
                            json.text("reason"),
                            json.instantOrNull("not_before"))),
            kind(
                    EventCodec.CALL_IN_DOUBT,
                    CallInDoubt.class,
                    (json, event) -> json.number("attempt", event.attempt()).text("reason", event.reason()),
                    json -> new CallInDoubt(subject(json), json.integer("attempt"), json.text("reason"))),
            kind(
                    EventCodec.CALL_STARTED,
                    CallStarted.class,
                    (json, event) ->
                            json.number("attempt", event.attempt()).text("carrier_call_id", event.carrierCallId()),
                    json -> new CallStarted(
                            subject(json),
                            json.integer("attempt"),
                            json.textOrNull("carrier_call_id", CarrierCallId::new))),
            kind(
                    EventCodec.CALL_STATUS_CHANGED,
                    CallStatusChanged.class,
                    (json, event) -> json.number("attempt", event.attempt()).constant("state", event.state()),
                    json -> new CallStatusChanged(
                            subject(json), json.integer("attempt"), json.constant("state", CallState.class))),
            kind(
                    EventCodec.TURN_HEARD,
                    TurnHeard.class,
                    (json, event) -> json.number("attempt", event.attempt())
                            .constant("speaker", event.turn().speaker())
                            .text("text", event.turn().text())
                            .instant("at", event.turn().at()),
                    json -> new TurnHeard(subject(json), json.integer("attempt"), turn(json))),
            kind(
                    EventCodec.HANG_UP_REQUESTED,
                    HangUpRequested.class,
                    (json, event) -> json.number("attempt", event.attempt()),
                    json -> new HangUpRequested(subject(json), json.integer("attempt"))),
            kind(
                    EventCodec.SLOT_RECLAIMED,
                    SlotReclaimed.class,
                    (json, event) -> json.number("attempt", event.attempt()).text("why", event.why()),
                    json -> new SlotReclaimed(subject(json), json.integer("attempt"), json.text("why"))),
            kind(
                    EventCodec.CALL_ENDED,
                    CallEnded.class,
                    (json, event) -> {
                        json.number("attempt", event.attempt()).constant("outcome", event.outcome());
                        CauseCodec.write(json, event.cause());
                        json.duration("talked", event.talked());
                    },
                    json -> new CallEnded(
                            subject(json),
                            json.integer("attempt"),
                            json.constant("outcome", Outcome.class),
                            CauseCodec.read(json),
                            json.duration("talked"))),
            kind(
                    EventCodec.LATE_REPORT,
                    LateReport.class,
                    (json, event) -> json.number("attempt", event.attempt())
                            .text("report", event.report())
                            .text("carrier_call_id", event.carrierCallId()),
                    json -> new LateReport(
                            subject(json),
                            json.integer("attempt"),
                            json.text("report"),
                            json.textOrNull("carrier_call_id", CarrierCallId::new))));

    private CallEventKinds() {}

    private static <E extends CallEvent> EventKind<E> kind(
            String name, Class<E> type, JsonWriter.Form<E> rest, Function<JsonFields, E> maker) {
        return new EventKind<>(
                name,
                type,
                (json, event) -> {
                    json.object("call", event.subject(), SubjectCodec::write);
                    rest.write(json, event);
                },
                maker);
    }

    private static CallSubject subject(JsonFields json) {
        return json.object("call", SubjectCodec::read);
    }

    private static ConversationTurn turn(JsonFields json) {
        return new ConversationTurn(
                json.constant("speaker", ConversationTurn.Speaker.class), json.text("text"), json.instant("at"));
    }
}
