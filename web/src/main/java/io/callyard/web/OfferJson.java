package io.callyard.web;

import io.callyard.model.inbound.Candidate;
import io.callyard.model.inbound.Decision;
import io.callyard.model.inbound.Offer;
import io.callyard.wire.JsonWriter;
import java.util.List;

/** How offers look from outside. */
final class OfferJson {
    private OfferJson() {}

    /** Writes an offer's members. */
    static void members(JsonWriter json, Offer offer) {
        json.id("id", offer.id())
                .id("queue", offer.queue())
                .id("caller_id", offer.caller())
                .field("number", offer.number())
                .word("state", offer.state())
                .texts("agents", offer.ringing())
                .id("agent_id", offer.winner())
                .field("made_at", offer.madeAt())
                .field("deadline", offer.deadline())
                .field("reason", offer.reason())
                .field("ended_at", offer.endedAt());
    }

    /** Writes why it was these agents. */
    static void decision(JsonWriter json, Decision decision) {
        json.object("decision", () -> {
            json.field("strategy", decision.strategy())
                    .field("tier", decision.tier())
                    .field("considered", decision.considered());
            candidates(json, "candidates", decision.candidates());
        });
    }

    /** Writes agents as they were seen when somebody was looked for. */
    static void candidates(JsonWriter json, String name, List<Candidate> candidates) {
        json.list(
                name,
                candidates,
                seen -> json.object(() -> json.id("agent_id", seen.agent())
                        .field("tier", seen.tier())
                        .field("readiness", seen.readiness())
                        .field("chosen", seen.passedOver().isEmpty())
                        .field("passed_over", seen.passedOver().isEmpty() ? null : seen.passedOver())));
    }
}
