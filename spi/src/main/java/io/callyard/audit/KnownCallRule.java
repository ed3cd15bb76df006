package io.callyard.audit;

import io.callyard.event.CallEvent;
import io.callyard.event.CallEvent.CallQueued;
import io.callyard.event.CallEvent.CallScheduled;
import io.callyard.event.CallEvent.LateReport;
import io.callyard.event.LoggedEvent;
import org.jspecify.annotations.Nullable;

/** Every call begins by being taken in, and stays the same call. */
final class KnownCallRule implements Rule {
    @Override
    public Invariant invariant() {
        return Invariant.KNOWN_CALL;
    }

    @Override
    public @Nullable String problemWith(LoggedEvent logged, Fold before) {
        if (!(logged.event() instanceof CallEvent event)
                || before.outcome(event.subject().id()) != null) {
            return null;
        }
        FoldedCall call = before.call(event.subject().id());
        if (call != null) {
            return call.subject().equals(event.subject()) ? null : "its subject is not what it was";
        }
        boolean intake = event instanceof CallQueued
                || event instanceof CallScheduled scheduled
                        && scheduled.attempt() == 0
                        && scheduled.lastOutcome() == null;
        boolean mayBeOld = !before.knowsAllOpenCalls() || before.isForgetful() && event instanceof LateReport;
        return intake || mayBeOld ? null : event.getClass().getSimpleName() + " of a call that was never taken in";
    }
}
