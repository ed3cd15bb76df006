package io.callyard.web;

import io.callyard.inbound.CallerExplanation;
import io.callyard.inbound.CallerPlace;
import io.callyard.model.inbound.CallbackPromise;
import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.Feature;
import io.callyard.model.inbound.Leaving;
import io.callyard.model.inbound.Told;
import io.callyard.wire.ArrivalJson;
import io.callyard.wire.EstimateJson;
import io.callyard.wire.JsonWriter;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How callers look from outside. Where {@code masked} is asked for, numbers are, and what travels along is kept back. */
final class CallerJson {
    private CallerJson() {}

    /** Writes a caller's members as they are at {@code now}. */
    static void members(JsonWriter json, Caller caller, Instant now, boolean masked) {
        json.id("id", caller.id()).id("queue", caller.queue()).word("state", caller.state());
        ArrivalJson.about(json, caller.arrival(), masked);
        if (!masked) {
            JsonText.member(json, "data", caller.arrival().data().text());
        }
        json.texts(
                        "features",
                        caller.features().stream().sorted().map(Feature::key).toList())
                .field("joined_at", caller.place().joinedAt())
                .seconds(
                        "head_start_seconds",
                        Duration.between(caller.place().key(), caller.place().joinedAt()))
                .seconds("waited_seconds", caller.waitedAt(now))
                .id("offer_id", caller.search().offer())
                .field("offers", caller.search().offers())
                .field("failed_offers", caller.search().failed())
                .id("agent_id", caller.agent())
                .field("connected_at", caller.connectedAt());
        callback(json, caller.callback(), masked);
        told(json, caller.told());
        Leaving leaving = caller.leaving();
        json.word("leave_reason", leaving == null ? null : leaving.reason())
                .field("leave_detail", leaving == null ? null : leaving.detail())
                .field("ended_at", leaving == null ? null : leaving.at())
                .field("updated_at", caller.updatedAt());
    }

    /** Writes where a caller stands in line. */
    static void place(JsonWriter json, CallerPlace place) {
        json.field("position", place.position()).field("total_in_queue", place.length());
        EstimateJson.wait(json, place.estimate());
    }

    /** Writes why a caller waits, and of each agent why it is not he. */
    static void explanation(JsonWriter json, CallerExplanation explanation) {
        json.id("id", explanation.caller().id())
                .word("state", explanation.caller().state())
                .list("reasons", explanation.reasons(), reason -> json.object(() -> json.field("text", reason)));
        OfferJson.candidates(json, "agents", explanation.agents());
    }

    private static void callback(JsonWriter json, @Nullable CallbackPromise promise, boolean masked) {
        if (promise == null) {
            json.field("callback", (String) null);
            return;
        }
        json.object(
                "callback",
                () -> json.field("phone_number", ArrivalJson.number(promise.number(), masked))
                        .field("asked_at", promise.askedAt())
                        .field("not_before", promise.notBefore())
                        .field("promised_by", promise.promisedBy())
                        .field("tries", promise.tries())
                        .id("call_id", promise.call())
                        .field("alerted", promise.alerted()));
    }

    private static void told(JsonWriter json, Told told) {
        Duration estimate = told.estimate();
        json.object("told", () -> {
            json.field("position", told.position());
            if (estimate == null) {
                json.field("estimated_wait_seconds", (String) null);
            } else {
                json.seconds("estimated_wait_seconds", estimate);
            }
            json.field("at", told.at()).field("callback_offered", told.callbackOffered());
        });
    }
}
