package io.callyard.audit;

import io.callyard.event.AgentEvent;
import io.callyard.event.AgentEvent.AgentRegistered;
import io.callyard.event.CallerEvent;
import io.callyard.event.CallerEvent.CallerJoined;
import io.callyard.event.InboundEvent;
import io.callyard.event.OfferEvent;
import io.callyard.event.OfferEvent.OfferMade;
import io.callyard.model.inbound.CallerId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Everybody has a beginning, and one only. */
final class KnownCallerRule implements InboundRule {
    @Override
    public Invariant invariant() {
        return Invariant.KNOWN_CALLER;
    }

    @Override
    public @Nullable String problemWith(InboundEvent event, Instant at, InboundFold before) {
        if (event instanceof CallerJoined joined) {
            return before.caller(joined.caller()) == null ? null : "he is here already";
        }
        if (event instanceof CallerEvent callerEvent) {
            return neverJoined(callerEvent.caller(), before);
        }
        if (event instanceof OfferMade made) {
            boolean again = before.offer(made.offer()) != null || before.end(made.offer()) != null;
            return again ? "it was made before" : neverJoined(made.caller(), before);
        }
        if (event instanceof OfferEvent offerEvent) {
            return problemWith(offerEvent, before);
        }
        return event instanceof AgentEvent agentEvent
                        && !(event instanceof AgentRegistered)
                        && before.agent(agentEvent.agent()) == null
                        && before.knowsAll()
                ? "he was never registered"
                : null;
    }

    private static @Nullable String neverJoined(CallerId caller, InboundFold before) {
        return before.caller(caller) == null && before.leaving(caller) == null && before.knowsAll()
                ? "he never joined"
                : null;
    }

    private static @Nullable String problemWith(OfferEvent event, InboundFold before) {
        FoldedOffer offer = before.offer(event.offer());
        if (offer != null) {
            CallerId offered = offer.caller().id();
            return offered.equals(event.caller()) ? null : "it was made to caller " + offered;
        }
        return before.end(event.offer()) == null && before.knowsAll() ? "it was never made" : null;
    }
}
