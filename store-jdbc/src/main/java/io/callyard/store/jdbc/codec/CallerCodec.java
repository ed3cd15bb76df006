package io.callyard.store.jdbc.codec;

import io.callyard.model.AgentId;
import io.callyard.model.CallId;
import io.callyard.model.PhoneNumber;
import io.callyard.model.TenantId;
import io.callyard.model.inbound.CallbackPromise;
import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.CallerId;
import io.callyard.model.inbound.CallerState;
import io.callyard.model.inbound.Feature;
import io.callyard.model.inbound.LeaveReason;
import io.callyard.model.inbound.Leaving;
import io.callyard.model.inbound.OfferId;
import io.callyard.model.inbound.Place;
import io.callyard.model.inbound.QueueId;
import io.callyard.model.inbound.Search;
import io.callyard.model.inbound.Told;
import java.io.IOException;
import java.util.Set;

/**
 * A caller as JSON and back: all of him but his tenant and his id. Instants are kept to the microsecond, see {@link
 * Micros}, and durations exactly. Stateless.
 */
public final class CallerCodec {
    private CallerCodec() {}

    /**
     * Returns a caller as JSON.
     *
     * @throws IllegalArgumentException if an instant is beyond the range of {@link Micros}
     */
    public static String body(Caller caller) {
        return JsonWriter.object(json -> json.object("arrival", caller.arrival(), ArrivalCodec::write)
                .texts("features", caller.features().stream().sorted().toList())
                .text("queue", caller.place().queue())
                .instant("joined_at", caller.place().joinedAt())
                .instant("key", caller.place().key())
                .constant("state", caller.state())
                .object("search", caller.search(), CallerCodec::writeSearch)
                .object("callback", caller.callback(), CallerCodec::writeCallback)
                .text("agent", caller.agent())
                .instant("connected_at", caller.connectedAt())
                .object("told", caller.told(), CallerCodec::writeTold)
                .object("leaving", caller.leaving(), CallerCodec::writeLeaving)
                .instant("updated_at", caller.updatedAt())
                .instant("attention_at", caller.attentionAt()));
    }

    /**
     * Returns the caller that was written.
     *
     * @throws IllegalStateException if a field is missing, or the fields make no caller
     */
    public static Caller read(TenantId tenant, CallerId id, String body) {
        return JsonFields.read(
                "caller",
                body,
                json -> new Caller(
                        tenant,
                        id,
                        json.object("arrival", ArrivalCodec::read),
                        Set.copyOf(json.constants("features", Feature.class)),
                        new Place(json.text("queue", QueueId::new), json.instant("joined_at"), json.instant("key")),
                        json.constant("state", CallerState.class),
                        json.object("search", CallerCodec::readSearch),
                        json.objectOrNull("callback", CallerCodec::readCallback),
                        json.textOrNull("agent", AgentId::new),
                        json.instantOrNull("connected_at"),
                        json.object("told", CallerCodec::readTold),
                        json.objectOrNull("leaving", CallerCodec::readLeaving),
                        json.instant("updated_at"),
                        json.instantOrNull("attention_at")));
    }

    private static void writeSearch(JsonWriter json, Search search) throws IOException {
        json.text("offer", search.offer())
                .number("offers", search.offers())
                .number("failed", search.failed())
                .texts("passed", search.passed());
    }

    private static Search readSearch(JsonFields json) {
        return new Search(
                json.textOrNull("offer", OfferId::parse),
                json.integer("offers"),
                json.integer("failed"),
                json.texts("passed", AgentId::new));
    }

    private static void writeCallback(JsonWriter json, CallbackPromise callback) throws IOException {
        json.text("phone", callback.number().e164())
                .instant("asked_at", callback.askedAt())
                .instant("promised_by", callback.promisedBy())
                .instant("not_before", callback.notBefore())
                .number("tries", callback.tries())
                .text("call", callback.call())
                .flag("alerted", callback.alerted());
    }

    private static CallbackPromise readCallback(JsonFields json) {
        return new CallbackPromise(
                json.text("phone", PhoneNumber::parse),
                json.instant("asked_at"),
                json.instant("promised_by"),
                json.instant("not_before"),
                json.integer("tries"),
                json.textOrNull("call", CallId::parse),
                json.flag("alerted"));
    }

    private static void writeTold(JsonWriter json, Told told) throws IOException {
        json.object("expected", told.expected(), EstimateCodec::write)
                .number("position", told.position())
                .nanos("estimate_ns", told.estimate())
                .instant("at", told.at())
                .flag("callback_offered", told.callbackOffered());
    }

    private static Told readTold(JsonFields json) {
        return new Told(
                json.objectOrNull("expected", EstimateCodec::read),
                json.integer("position"),
                json.nanosOrNull("estimate_ns"),
                json.instantOrNull("at"),
                json.flag("callback_offered"));
    }

    private static void writeLeaving(JsonWriter json, Leaving leaving) throws IOException {
        json.constant("reason", leaving.reason())
                .text("detail", leaving.detail())
                .instant("at", leaving.at());
    }

    private static Leaving readLeaving(JsonFields json) {
        return new Leaving(json.constant("reason", LeaveReason.class), json.text("detail"), json.instant("at"));
    }
}
