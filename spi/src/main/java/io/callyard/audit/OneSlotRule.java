package io.callyard.audit;

import io.callyard.event.CallEvent;
import io.callyard.event.CallEvent.CallEnded;
import io.callyard.event.CallEvent.CallReserved;
import io.callyard.event.CallEvent.LateReport;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A call has one slot, and none after its slot was taken back. */
final class OneSlotRule implements CallRule {
    @Override
    public Invariant invariant() {
        return Invariant.ONE_SLOT;
    }

    @Override
    public @Nullable String problemWith(CallEvent event, Instant at, FoldedCall call, Fold before) {
        if (event instanceof CallReserved && call.holdsSlot()) {
            return "a slot was reserved for a call that held one, " + call.state();
        }
        boolean stays = !(event instanceof CallEnded) && !(event instanceof LateReport);
        return call.isReclaimed() && stays ? "its slot was taken back, but it did not end" : null;
    }
}
