package io.callyard.audit;

import io.callyard.event.CallEvent.CallQueued;
import io.callyard.event.LoggedEvent;
import io.callyard.model.CallState;
import org.jspecify.annotations.Nullable;

/** Positions grow in the order of arrival; a call that was only held back keeps its own, and its priority. */
final class PositionRule implements Rule {
    @Override
    public Invariant invariant() {
        return Invariant.POSITION;
    }

    @Override
    public @Nullable String problemWith(LoggedEvent logged, Fold before) {
        if (!(logged.event() instanceof CallQueued queued)
                || before.outcome(queued.subject().id()) != null) {
            return null;
        }
        FoldedCall call = before.call(queued.subject().id());
        boolean placed = call != null && call.hasPlace();
        if (call != null && placed && call.priority() != queued.priority()) {
            return "priority " + queued.priority() + " after " + call.priority();
        }
        if (call != null && call.state() == CallState.QUEUED) {
            return !placed || call.position() == queued.position()
                    ? null
                    : "position " + queued.position() + " after " + call.position()
                            + ", though it never left the queue";
        }
        // A call from before the log's beginning may have been in the queue all the time.
        boolean joins = call != null || before.knowsAllOpenCalls();
        return !joins || queued.position() > before.lastPosition()
                ? null
                : "position " + queued.position() + " after " + before.lastPosition() + " was given away";
    }
}
