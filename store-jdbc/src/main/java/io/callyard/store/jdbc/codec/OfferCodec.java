package io.callyard.store.jdbc.codec;

import io.callyard.model.AgentId;
import io.callyard.model.TenantId;
import io.callyard.model.inbound.CallerId;
import io.callyard.model.inbound.Candidate;
import io.callyard.model.inbound.Decision;
import io.callyard.model.inbound.Offer;
import io.callyard.model.inbound.OfferId;
import io.callyard.model.inbound.OfferState;
import io.callyard.model.inbound.QueueId;
import java.io.IOException;

/**
 * An offer as JSON and back: all of it but its tenant and its id. Instants are kept to the microsecond: see {@link
 * Micros}. Stateless.
 */
public final class OfferCodec {
    private OfferCodec() {}

    /**
     * Returns an offer as JSON.
     *
     * @throws IllegalArgumentException if an instant is beyond the range of {@link Micros}
     */
    public static String body(Offer offer) {
        return JsonWriter.object(json -> json.text("queue", offer.queue())
                .text("caller", offer.caller())
                .number("number", offer.number())
                .constant("state", offer.state())
                .texts("ringing", offer.ringing())
                .instant("made_at", offer.madeAt())
                .instant("deadline", offer.deadline())
                .object("decision", offer.decision(), OfferCodec::writeDecision)
                .text("reason", offer.reason())
                .instant("ended_at", offer.endedAt()));
    }

    /**
     * Returns the offer that was written.
     *
     * @throws IllegalStateException if a field is missing, or the fields make no offer
     */
    public static Offer read(TenantId tenant, OfferId id, String body) {
        return JsonFields.read(
                "offer",
                body,
                json -> new Offer(
                        tenant,
                        id,
                        json.text("queue", QueueId::new),
                        json.text("caller", CallerId::parse),
                        json.integer("number"),
                        json.constant("state", OfferState.class),
                        json.texts("ringing", AgentId::new),
                        json.instant("made_at"),
                        json.instant("deadline"),
                        json.object("decision", OfferCodec::readDecision),
                        json.text("reason"),
                        json.instantOrNull("ended_at")));
    }

    private static void writeDecision(JsonWriter json, Decision decision) throws IOException {
        json.text("strategy", decision.strategy())
                .number("tier", decision.tier())
                .number("considered", decision.considered())
                .list(
                        "candidates",
                        decision.candidates(),
                        (item, candidate) -> item.text("agent", candidate.agent())
                                .number("tier", candidate.tier())
                                .number("readiness", candidate.readiness())
                                .text("passed_over", candidate.passedOver()));
    }

    private static Decision readDecision(JsonFields json) {
        return new Decision(
                json.text("strategy"),
                json.integer("tier"),
                json.integer("considered"),
                json.list(
                        "candidates",
                        item -> new Candidate(
                                item.text("agent", AgentId::new),
                                item.integer("tier"),
                                item.integer("readiness"),
                                item.text("passed_over"))));
    }
}
