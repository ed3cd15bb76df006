package io.callyard.audit;

import io.callyard.event.InboundEvent;
import io.callyard.event.OfferEvent.OfferMade;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A caller is with one agent, or with those of one offer. */
final class OneOfferRule implements InboundRule {
    @Override
    public Invariant invariant() {
        return Invariant.ONE_OFFER;
    }

    @Override
    public @Nullable String problemWith(InboundEvent event, Instant at, InboundFold before) {
        FoldedCaller caller = event instanceof OfferMade made ? before.caller(made.caller()) : null;
        if (caller == null) {
            return null;
        }
        return switch (caller.state()) {
            case WAITING -> null;
            case OFFERED ->
                caller.offers().isEmpty()
                        ? "agent " + caller.accepted() + " has accepted him"
                        : "offers " + caller.offers().keySet() + " are open";
            case DIALING -> "he is being dialled for agent " + caller.dialledFor();
            default -> "he talks to agent " + caller.connectedTo();
        };
    }
}
