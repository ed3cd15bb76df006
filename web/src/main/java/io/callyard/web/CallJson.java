package io.callyard.web;

import io.callyard.model.Attempt;
import io.callyard.model.Call;
import io.callyard.model.CallSubject;
import io.callyard.model.Ending;
import io.callyard.outbound.Explanation;
import io.callyard.outbound.QueuePlace;
import io.callyard.outbound.QueueStatus;
import io.callyard.outbound.QueueStatus.NextCall;
import io.callyard.outbound.QueueStatus.OfType;
import io.callyard.outbound.Reason;
import io.callyard.wire.EstimateJson;
import io.callyard.wire.JsonWriter;
import io.callyard.wire.SubjectJson;
import org.jspecify.annotations.Nullable;

/** How calls and their queue look from outside. Where {@code masked} is asked for, numbers are. */
final class CallJson {
    private CallJson() {}

    /** Writes a call's members. What travels with a call is kept from those who see masked numbers. */
    static void members(JsonWriter json, Call call, boolean masked) {
        CallSubject subject = call.subject();
        json.id("id", call.id());
        SubjectJson.about(json, subject, masked);
        if (!masked) {
            JsonText.member(json, "data", call.data().text());
        }
        json.field("priority", call.priority())
                .word("status", call.state())
                .field("attempts", call.attempts())
                .field("scheduled_for", call.notBefore())
                .field("expires_at", call.expiresAt())
                .field("reason", call.reason());
        Attempt attempt = call.attempt();
        json.id("execution_id", call.carrierCallId())
                .field("answered_at", attempt == null ? null : attempt.answeredAt())
                .field("hang_up_requested", attempt != null && attempt.hangUpRequested());
        ending(json, call.ending());
        json.field("created_at", call.createdAt()).field("updated_at", call.updatedAt());
    }

    /** Writes where a call stands in line. */
    static void place(JsonWriter json, QueuePlace place) {
        json.field("position", place.position()).field("total_in_queue", place.total());
        EstimateJson.wait(json, place.estimatedWait());
    }

    /** Writes a tenant's queue at a glance. */
    static void status(JsonWriter json, QueueStatus status, boolean masked) {
        json.object("direct_calls", () -> ofType(json, status.direct(), masked));
        json.object("campaign_calls", () -> ofType(json, status.campaign(), masked));
        json.object("lead_calls", () -> ofType(json, status.lead(), masked));
    }

    /** Writes why nothing happens. */
    static void explanation(JsonWriter json, Explanation explanation) {
        json.list("reasons", explanation.reasons(), reason -> json.object(() -> reason(json, reason)))
                .field("earliest_at", explanation.earliest());
    }

    private static void ending(JsonWriter json, @Nullable Ending ending) {
        json.word("outcome", ending == null ? null : ending.outcome())
                .field("cause", ending == null ? null : ending.cause().text())
                .field("cause_code", ending == null ? null : ending.cause().code())
                .field("ended_at", ending == null ? null : ending.at());
    }

    private static void ofType(JsonWriter json, OfType counts, boolean masked) {
        json.field("queued", counts.queued())
                .field("processing", counts.processing())
                .field("total", counts.total());
        NextCall next = counts.nextCall();
        if (next == null) {
            json.field("next_call", (String) null);
            return;
        }
        Call call = next.call();
        json.object("next_call", () -> {
            json.id("id", call.id());
            SubjectJson.about(json, call.subject(), masked);
            json.field("position", next.position()).field("queued_at", call.createdAt());
        });
    }

    private static void reason(JsonWriter json, Reason reason) {
        json.word("code", reason.code()).field("text", reason.text()).field("until", reason.until());
    }
}
