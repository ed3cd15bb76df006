package io.callyard.audit;

import io.callyard.event.CallerEvent.CallbackDialed;
import io.callyard.event.CallerEvent.CallerConnected;
import io.callyard.event.InboundEvent;
import io.callyard.event.OfferEvent.OfferEnded;
import io.callyard.model.AgentId;
import io.callyard.model.inbound.CallerState;
import io.callyard.model.inbound.LeaveReason;
import io.callyard.model.inbound.OfferState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Nobody is put through to an agent who has not accepted him, and nobody who has left. */
final class ConnectionRule implements InboundRule {
    @Override
    public Invariant invariant() {
        return Invariant.CONNECTION;
    }

    @Override
    public @Nullable String problemWith(InboundEvent event, Instant at, InboundFold before) {
        if (event instanceof OfferEnded end) {
            FoldedOffer offer = before.offer(end.offer());
            return offer == null || end.state() != OfferState.CONNECTED || offer.winner() != null
                    ? null
                    : "nobody had accepted it";
        }
        if (event instanceof CallerConnected connected) {
            LeaveReason leaving = before.leaving(connected.caller());
            return leaving == null
                    ? problemWith(connected.agent(), before.caller(connected.caller()))
                    : "after he had left with " + leaving;
        }
        FoldedCaller caller = event instanceof CallbackDialed dialed ? before.caller(dialed.caller()) : null;
        // That he talks, or is dialled already, the rule of callbacks says.
        boolean inLine = caller != null && caller.state().isInLine();
        return inLine && event instanceof CallbackDialed dialed ? problemWith(dialed.agent(), caller) : null;
    }

    private static @Nullable String problemWith(AgentId agent, @Nullable FoldedCaller caller) {
        if (caller == null || agent.equals(caller.accepted()) || agent.equals(caller.dialledFor())) {
            return null;
        }
        boolean mayBeOld = !caller.isWhole() && caller.state() == CallerState.WAITING;
        return mayBeOld ? null : "agent " + agent + " had not accepted him, " + caller.state();
    }
}
