package io.callyard.audit;

import io.callyard.event.CallerEvent;
import io.callyard.event.CallerEvent.CallerConnected;
import io.callyard.event.CallerEvent.CallerLeft;
import io.callyard.event.InboundEvent;
import io.callyard.event.OfferEvent;
import io.callyard.event.OfferEvent.OfferMade;
import io.callyard.model.AgentId;
import io.callyard.model.inbound.LeaveReason;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Leaving is the last that happens to a caller, and its reason is true. */
final class OneLeavingRule implements InboundRule {
    @Override
    public Invariant invariant() {
        return Invariant.ONE_LEAVING;
    }

    @Override
    public @Nullable String problemWith(InboundEvent event, Instant at, InboundFold before) {
        LeaveReason leaving = leaving(event, before);
        if (leaving != null) {
            return "after he had left with " + leaving;
        }
        FoldedCaller caller = event instanceof CallerLeft left ? before.caller(left.caller()) : null;
        return caller != null && event instanceof CallerLeft left ? problemWith(left, caller) : null;
    }

    /** How the caller whom an event is about has left, where no other rule speaks of it. */
    private static @Nullable LeaveReason leaving(InboundEvent event, InboundFold before) {
        if (event instanceof CallerEvent callerEvent) {
            return event instanceof CallerConnected ? null : before.leaving(callerEvent.caller());
        }
        if (event instanceof OfferEvent offerEvent) {
            boolean judged = event instanceof OfferMade || before.offer(offerEvent.offer()) != null;
            return judged ? before.leaving(offerEvent.caller()) : null;
        }
        return null;
    }

    private static @Nullable String problemWith(CallerLeft left, FoldedCaller caller) {
        AgentId agent = caller.connectedTo();
        boolean surelyTalked = agent != null;
        boolean mayHaveTalked = surelyTalked || !caller.isWhole();
        boolean mayBePromised = caller.callback() != null || !caller.isWhole();
        LeaveReason reason = left.reason();
        if (reason.isServed() ? !mayHaveTalked : surelyTalked) {
            return reason + (surelyTalked ? ", though he talked to agent " + agent : " without a connection");
        }
        boolean needsPromise = reason == LeaveReason.CALLED_BACK
                || reason == LeaveReason.NOT_REACHED
                || reason == LeaveReason.CALLBACK_CANCELED;
        if (needsPromise && !mayBePromised) {
            return reason + " without a promise";
        }
        return surelyTalked == mayHaveTalked && !Objects.equals(left.agent(), agent)
                ? "with agent " + left.agent() + ", though he talked to " + agent
                : null;
    }
}
