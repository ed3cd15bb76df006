package io.callyard.audit;

import static io.callyard.model.CallState.DIALING;
import static io.callyard.model.CallState.IN_PROGRESS;
import static io.callyard.model.CallState.QUEUED;
import static io.callyard.model.CallState.RESERVED;
import static io.callyard.model.CallState.RINGING;
import static io.callyard.model.CallState.SCHEDULED;
import static io.callyard.model.CallState.UNKNOWN;

import io.callyard.event.CallEvent;
import io.callyard.event.CallEvent.CallHeld;
import io.callyard.event.CallEvent.CallInDoubt;
import io.callyard.event.CallEvent.CallQueued;
import io.callyard.event.CallEvent.CallReserved;
import io.callyard.event.CallEvent.CallReturned;
import io.callyard.event.CallEvent.CallScheduled;
import io.callyard.event.CallEvent.CallStarted;
import io.callyard.event.CallEvent.CallStatusChanged;
import io.callyard.event.CallEvent.HangUpRequested;
import io.callyard.event.CallEvent.SlotReclaimed;
import io.callyard.event.CallEvent.TurnHeard;
import io.callyard.model.CallState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A call moves along the edges of the diagram at {@link CallState} only. */
final class LegalStepRule implements CallRule {
    @Override
    public Invariant invariant() {
        return Invariant.LEGAL_STEP;
    }

    @Override
    public @Nullable String problemWith(CallEvent event, Instant at, FoldedCall call, Fold before) {
        return call.isVague() || isLegal(event, call)
                ? null
                : event.getClass().getSimpleName() + " in " + call.state()
                        + (call.notBefore() == null ? "" : " until " + call.notBefore());
    }

    private static boolean isLegal(CallEvent event, FoldedCall call) {
        CallState state = call.state();
        boolean asked = state == RESERVED || state == UNKNOWN;
        if (event instanceof CallScheduled scheduled) {
            return state.holdsSlot() && scheduled.lastOutcome() != null;
        }
        if (event instanceof CallQueued) {
            return state == SCHEDULED || state == QUEUED && call.notBefore() != null;
        }
        if (event instanceof CallHeld) {
            return state == QUEUED;
        }
        if (event instanceof CallReserved) {
            // From a live state it is a second slot: OneSlotRule says so.
            return state == QUEUED || state.holdsSlot();
        }
        if (event instanceof CallReturned || event instanceof CallStarted) {
            return asked;
        }
        if (event instanceof CallInDoubt) {
            return state == RESERVED;
        }
        if (event instanceof CallStatusChanged changed) {
            return changed.state() == RINGING && state == DIALING
                    || changed.state() == IN_PROGRESS && (state == DIALING || state == RINGING);
        }
        if (event instanceof TurnHeard) {
            return state == IN_PROGRESS;
        }
        if (event instanceof HangUpRequested) {
            return state.holdsSlot() && !call.hangUpRequested();
        }
        if (event instanceof SlotReclaimed) {
            return state.holdsSlot();
        }
        return true; // the end may come at any time, a late report says nothing about the state
    }
}
