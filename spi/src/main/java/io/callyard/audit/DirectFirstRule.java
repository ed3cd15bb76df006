package io.callyard.audit;

import io.callyard.event.CallEvent.CallReserved;
import io.callyard.model.CallType;
import io.callyard.model.LaneId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** No call of another type goes while a direct one could. One that may wait for another carrier account is no proof. */
final class DirectFirstRule implements ReservationRule {
    @Override
    public Invariant invariant() {
        return Invariant.DIRECT_FIRST;
    }

    @Override
    public @Nullable String problemWith(CallReserved reserved, Instant at, Fold before) {
        FoldedLane direct = before.lane(LaneId.DIRECT);
        FoldedCall head = direct == null ? null : direct.head();
        return direct == null
                        || head == null
                        || reserved.subject().type() == CallType.DIRECT
                        || !direct.isSurelyOpen(reserved.account(), before.limits(), at)
                ? null
                : "direct call " + head.subject().id() + " was ready on the same carrier account";
    }
}
