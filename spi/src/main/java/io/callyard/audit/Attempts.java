package io.callyard.audit;

import io.callyard.event.CallEvent;
import io.callyard.event.CallEvent.CallEnded;
import io.callyard.event.CallEvent.CallInDoubt;
import io.callyard.event.CallEvent.CallReserved;
import io.callyard.event.CallEvent.CallReturned;
import io.callyard.event.CallEvent.CallScheduled;
import io.callyard.event.CallEvent.CallStarted;
import io.callyard.event.CallEvent.CallStatusChanged;
import io.callyard.event.CallEvent.HangUpRequested;
import io.callyard.event.CallEvent.SlotReclaimed;
import io.callyard.event.CallEvent.TurnHeard;

/** Which attempt an event speaks of. */
final class Attempts {
    /** The event speaks of none, or of one that may be over. */
    static final int NONE = -1;

    private Attempts() {}

    /** Returns the number of the newest attempt that the event speaks of, {@link #NONE} if it does not. */
    static int of(CallEvent event) {
        if (event instanceof CallScheduled scheduled) {
            return scheduled.attempt();
        }
        if (event instanceof CallReserved reserved) {
            return reserved.attempt();
        }
        if (event instanceof CallReturned returned) {
            return returned.attempt();
        }
        if (event instanceof CallInDoubt inDoubt) {
            return inDoubt.attempt();
        }
        if (event instanceof CallStarted started) {
            return started.attempt();
        }
        if (event instanceof CallStatusChanged changed) {
            return changed.attempt();
        }
        if (event instanceof TurnHeard heard) {
            return heard.attempt();
        }
        if (event instanceof HangUpRequested requested) {
            return requested.attempt();
        }
        if (event instanceof SlotReclaimed reclaimed) {
            return reclaimed.attempt();
        }
        return event instanceof CallEnded ended ? ended.attempt() : NONE;
    }
}
