package io.callyard.audit;

import io.callyard.event.CallEvent.CallReserved;
import io.callyard.model.CallState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who goes first among equals. The call's own lane was open, since the call went. Another lane
 * counts only if the events prove that it was open too.
 */
final class OrderRule implements ReservationRule {
    @Override
    public Invariant invariant() {
        return Invariant.ORDER;
    }

    @Override
    public @Nullable String problemWith(CallReserved reserved, Instant at, Fold before) {
        FoldedCall call = before.call(reserved.subject().id());
        if (call == null || call.state() != CallState.QUEUED || !call.hasPlace()) {
            return null;
        }
        FoldedCall first = call;
        for (FoldedLane lane : before.lanes()) {
            FoldedCall head = lane.head();
            if (head != null
                    && FoldedCall.ORDER.compare(head, first) < 0
                    && lane.id().type().rank() == call.subject().type().rank()
                    && (lane.id().equals(call.subject().lane())
                            || lane.isSurelyOpen(reserved.account(), before.limits(), at))) {
                first = head;
            }
        }
        return first == call
                ? null
                : place(call) + " went before " + first.subject().id() + ", " + place(first);
    }

    private static String place(FoldedCall call) {
        return call.subject().lane() + " priority " + call.priority() + " position " + call.position();
    }
}
