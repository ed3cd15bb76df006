package io.callyard.audit;

import io.callyard.event.AgentEvent;
import io.callyard.event.CallerEvent;
import io.callyard.event.InboundEvent;
import io.callyard.event.LoggedEvent;
import io.callyard.event.OfferEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A rule about inbound queues. */
interface InboundRule extends Rule {
    @Override
    default @Nullable String problemWith(LoggedEvent logged, Fold before) {
        if (!(logged.event() instanceof InboundEvent event)) {
            return null;
        }
        String problem = problemWith(event, logged.at(), before.inbound());
        return problem == null ? null : subject(event) + ": " + problem;
    }

    private static String subject(InboundEvent event) {
        String what = event.getClass().getSimpleName();
        if (event instanceof CallerEvent callerEvent) {
            return what + " of caller " + callerEvent.caller();
        }
        if (event instanceof OfferEvent offerEvent) {
            return what + " " + offerEvent.offer() + " of caller " + offerEvent.caller();
        }
        return event instanceof AgentEvent agentEvent ? what + " of agent " + agentEvent.agent() : what;
    }

    /** Judges an event; in the answer, whom it is about need not be said. */
    @Nullable
    String problemWith(InboundEvent event, Instant at, InboundFold before);
}
