package io.callyard.audit;

import io.callyard.event.CallEvent.CallReserved;
import io.callyard.model.CallType;
import io.callyard.model.TenantLimits;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Calls of other types never use the slots that are kept for direct ones. */
final class DirectFloorRule implements ReservationRule {
    @Override
    public Invariant invariant() {
        return Invariant.DIRECT_FLOOR;
    }

    @Override
    public @Nullable String problemWith(CallReserved reserved, Instant at, Fold before) {
        TenantLimits limits = before.limits();
        CallType type = reserved.subject().type();
        if (limits == null || type == CallType.DIRECT) {
            return null;
        }
        int others = before.live() - before.liveDirect();
        return others < limits.availableTo(type)
                ? null
                : others + " calls that are not direct were live, the tenant's limit for them is "
                        + limits.availableTo(type);
    }
}
