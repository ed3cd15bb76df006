package io.callyard.audit;

import io.callyard.event.InboundEvent;
import io.callyard.event.OfferEvent.OfferEnded;
import io.callyard.model.inbound.OfferState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An offer ends once, and in time. */
final class OfferEndRule implements InboundRule {
    private final OfferBounds bounds;

    OfferEndRule(OfferBounds bounds) {
        this.bounds = bounds;
    }

    @Override
    public Invariant invariant() {
        return Invariant.OFFER_END;
    }

    @Override
    public @Nullable String problemWith(InboundEvent event, Instant at, InboundFold before) {
        if (!(event instanceof OfferEnded end)) {
            return null;
        }
        OfferState first = before.end(end.offer());
        if (first != null) {
            return "it had ended with " + first;
        }
        FoldedOffer offer = before.offer(end.offer());
        Instant due = offer == null ? null : offer.due(bounds.connects());
        return due == null || !at.isAfter(due.plus(bounds.slack())) ? null : "it should have ended by " + due;
    }
}
