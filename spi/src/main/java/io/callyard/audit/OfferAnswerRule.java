package io.callyard.audit;

import io.callyard.event.InboundEvent;
import io.callyard.event.OfferEvent.OfferAccepted;
import io.callyard.event.OfferEvent.OfferDeclined;
import io.callyard.model.AgentId;
import io.callyard.model.inbound.OfferId;
import io.callyard.model.inbound.OfferState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Of those who are asked one says yes, in time. */
final class OfferAnswerRule implements InboundRule {
    @Override
    public Invariant invariant() {
        return Invariant.OFFER_ANSWER;
    }

    @Override
    public @Nullable String problemWith(InboundEvent event, Instant at, InboundFold before) {
        if (event instanceof OfferDeclined declined) {
            return problemWith(declined.offer(), declined.agent(), before);
        }
        if (!(event instanceof OfferAccepted accepted)) {
            return null;
        }
        FoldedOffer offer = before.offer(accepted.offer());
        String problem = problemWith(accepted.offer(), accepted.agent(), before);
        return problem != null || offer == null || at.isBefore(offer.deadline())
                ? problem
                : "its deadline was " + offer.deadline();
    }

    private static @Nullable String problemWith(OfferId id, AgentId agent, InboundFold before) {
        OfferState end = before.end(id);
        if (end != null) {
            return "it had ended with " + end;
        }
        FoldedOffer offer = before.offer(id);
        if (offer == null) {
            return null;
        }
        if (offer.winner() != null) {
            return "agent " + offer.winner() + " had accepted it";
        }
        return offer.ringing().contains(agent) ? null : "agent " + agent + " was not asked";
    }
}
