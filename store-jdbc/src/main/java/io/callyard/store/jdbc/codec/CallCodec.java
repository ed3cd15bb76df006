package io.callyard.store.jdbc.codec;

import io.callyard.model.Attempt;
import io.callyard.model.Call;
import io.callyard.model.CallData;
import io.callyard.model.CallId;
import io.callyard.model.CallSubject;
import io.callyard.model.CarrierAccountId;
import io.callyard.model.CarrierCallId;
import io.callyard.model.Ending;
import io.callyard.model.NodeId;
import io.callyard.model.Outcome;
import io.callyard.model.TenantId;
import java.io.IOException;
import java.time.Instant;

/**
 * A call as a row and back. Instants are kept to the microsecond: see {@link Micros}. Stateless.
 */
public final class CallCodec {
    private CallCodec() {}

    /**
     * Returns what never changes and has no column, as JSON: the subject without its id and type, and
     * when the call is given up.
     *
     * @throws IllegalArgumentException if an instant is beyond the range of {@link Micros}
     */
    public static String fixed(Call call) {
        return JsonWriter.object(json -> {
            SubjectCodec.writeRest(json, call.subject());
            json.instant("expires_at", call.expiresAt());
        });
    }

    /**
     * Returns what changes and has no column, as JSON: until when and why the call waits, its newest
     * attempt, its ending and its verdicts.
     *
     * @throws IllegalArgumentException if an instant is beyond the range of {@link Micros}
     */
    public static String detail(Call call) {
        return JsonWriter.object(json -> json.instant("not_before", call.notBefore())
                .text("reason", call.reason())
                .object("attempt", call.attempt(), CallCodec::writeAttempt)
                .object("ending", call.ending(), CallCodec::writeEnding)
                .list("verdicts", call.verdicts(), VerdictCodec::write));
    }

    /** Returns the row of a call, its instants cut to what columns keep. */
    public static CallRow row(Call call) {
        return new CallRow(
                call.tenant().value(),
                call.id().value(),
                call.subject().type(),
                fixed(call),
                call.data().text(),
                call.priority(),
                call.key(),
                call.state(),
                call.position(),
                call.attempts(),
                call.dialled(),
                call.attentionAt() == null ? null : kept(call.attentionAt()),
                kept(call.createdAt()),
                kept(call.updatedAt()),
                detail(call));
    }

    /**
     * Returns the call of a row.
     *
     * @throws IllegalStateException if a field is missing, or the row makes no call
     */
    public static Call read(CallRow row) {
        CallId id = new CallId(row.id());
        return JsonFields.read(
                "call",
                row.fixed(),
                fixed -> JsonFields.read(
                        "call",
                        row.detail(),
                        detail -> new Call(
                                new TenantId(row.tenant()),
                                subject(row, id, fixed),
                                row.data().isEmpty() ? CallData.NONE : new CallData(row.data()),
                                row.priority(),
                                row.key(),
                                row.state(),
                                row.position(),
                                row.attempts(),
                                row.dialled(),
                                detail.instantOrNull("not_before"),
                                fixed.instantOrNull("expires_at"),
                                detail.textOrNull("reason"),
                                detail.objectOrNull("attempt", CallCodec::readAttempt),
                                detail.objectOrNull("ending", CallCodec::readEnding),
                                row.attentionAt(),
                                detail.list("verdicts", VerdictCodec::read),
                                row.createdAt(),
                                row.updatedAt())));
    }

    private static CallSubject subject(CallRow row, CallId id, JsonFields fixed) {
        return SubjectCodec.readRest(fixed, id, row.type());
    }

    private static void writeAttempt(JsonWriter json, Attempt attempt) throws IOException {
        json.number("number", attempt.number())
                .text("node", attempt.node())
                .text("account", attempt.account())
                .instant("reserved_at", attempt.reservedAt())
                .text("carrier_call_id", attempt.carrierCallId())
                .instant("answered_at", attempt.answeredAt())
                .instant("unknown_since", attempt.unknownSince())
                .flag("hang_up_requested", attempt.hangUpRequested());
    }

    private static Attempt readAttempt(JsonFields json) {
        return new Attempt(
                json.integer("number"),
                json.text("node", NodeId::new),
                json.text("account", CarrierAccountId::new),
                json.instant("reserved_at"),
                json.textOrNull("carrier_call_id", CarrierCallId::new),
                json.instantOrNull("answered_at"),
                json.instantOrNull("unknown_since"),
                json.flag("hang_up_requested"));
    }

    private static void writeEnding(JsonWriter json, Ending ending) throws IOException {
        json.constant("outcome", ending.outcome());
        CauseCodec.write(json, ending.cause());
        json.instant("at", ending.at());
    }

    private static Ending readEnding(JsonFields json) {
        return new Ending(json.constant("outcome", Outcome.class), CauseCodec.read(json), json.instant("at"));
    }

    private static Instant kept(Instant instant) {
        return Micros.toInstant(Micros.of(instant));
    }
}
