package io.callyard.audit;

import io.callyard.event.CallerEvent;
import io.callyard.event.CallerEvent.CallbackDialed;
import io.callyard.event.CallerEvent.CallbackMissed;
import io.callyard.event.CallerEvent.CallbackOverdue;
import io.callyard.event.CallerEvent.CallbackPromised;
import io.callyard.event.InboundEvent;
import io.callyard.model.PhoneNumber;
import io.callyard.model.inbound.CallerState;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** A promise is one promise, and each try under it one call. */
final class CallbackRule implements InboundRule {
    @Override
    public Invariant invariant() {
        return Invariant.CALLBACK;
    }

    @Override
    public @Nullable String problemWith(InboundEvent event, Instant at, InboundFold before) {
        FoldedCaller caller = event instanceof CallerEvent callerEvent ? before.caller(callerEvent.caller()) : null;
        if (caller == null) {
            return null;
        }
        if (event instanceof CallbackPromised promised) {
            return problemWith(promised, caller);
        }
        boolean promiseNeeded =
                event instanceof CallbackDialed || event instanceof CallbackMissed || event instanceof CallbackOverdue;
        FoldedCallback callback = caller.callback();
        if (promiseNeeded && callback == null && caller.isWhole()) {
            return "no callback was promised";
        }
        if (event instanceof CallbackMissed) {
            // Of one whose beginning is not in the log it may not be known that he was dialled.
            boolean missable =
                    caller.state() == CallerState.DIALING || caller.state() == CallerState.WAITING && !caller.isWhole();
            return missable ? null : "in " + caller.state();
        }
        return event instanceof CallbackDialed dialed
                ? problemWith(dialed, at, caller, callback == null ? FoldedCallback.OLD : callback, before)
                : null;
    }

    private static @Nullable String problemWith(CallbackPromised promised, FoldedCaller caller) {
        PhoneNumber number =
                caller.callback() == null ? null : caller.callback().number();
        if (number != null && !number.equals(promised.number())) {
            return "another number was promised before";
        }
        return caller.state().isInLine() ? null : "in " + caller.state();
    }

    private static @Nullable String problemWith(
            CallbackDialed dialed, Instant at, FoldedCaller caller, FoldedCallback callback, InboundFold before) {
        CallerState state = caller.state();
        if (!state.isInLine()) {
            return "in " + state;
        }
        if (before.wasDialled(dialed.call())) {
            return "call " + dialed.call() + " was dialled before";
        }
        int tries = callback.tries();
        if (tries != FoldedCallback.UNKNOWN && dialed.tries() != tries + 1) {
            return "try " + dialed.tries() + " after " + tries;
        }
        Instant until = callback.notBefore();
        // Stores keep instants to the microsecond, wishes may be finer.
        return until == null || !at.isBefore(until.truncatedTo(ChronoUnit.MICROS))
                ? null
                : "it was put off until " + until;
    }
}
