package io.callyard.audit;

import io.callyard.event.CallerEvent;
import io.callyard.event.CallerEvent.CallerJoined;
import io.callyard.event.CallerEvent.CallerMoved;
import io.callyard.event.InboundEvent;
import io.callyard.event.OfferEvent.OfferMade;
import io.callyard.model.inbound.CallerId;
import io.callyard.model.inbound.QueueId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A caller stands where he joined until he is moved. */
final class CallerPlaceRule implements InboundRule {
    @Override
    public Invariant invariant() {
        return Invariant.CALLER_PLACE;
    }

    @Override
    public @Nullable String problemWith(InboundEvent event, Instant at, InboundFold before) {
        if (event instanceof OfferMade made) {
            return problemWith(made.caller(), made.queue(), before);
        }
        if (event instanceof CallerMoved moved) {
            return problemWith(moved.caller(), moved.from(), before);
        }
        return event instanceof CallerEvent callerEvent && !(event instanceof CallerJoined)
                ? problemWith(callerEvent.caller(), callerEvent.queue(), before)
                : null;
    }

    private static @Nullable String problemWith(CallerId id, QueueId queue, InboundFold before) {
        FoldedCaller caller = before.caller(id);
        return caller == null || caller.queue().equals(queue)
                ? null
                : "in queue " + queue + ", though he stands in " + caller.queue();
    }
}
