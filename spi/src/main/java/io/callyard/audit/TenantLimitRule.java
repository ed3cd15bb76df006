package io.callyard.audit;

import io.callyard.event.CallEvent.CallReserved;
import io.callyard.model.TenantLimits;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Live calls of a tenant are at most as many as the limit in force, counted when one is added: lowering it ends none. */
final class TenantLimitRule implements ReservationRule {
    @Override
    public Invariant invariant() {
        return Invariant.TENANT_LIMIT;
    }

    @Override
    public @Nullable String problemWith(CallReserved reserved, Instant at, Fold before) {
        TenantLimits limits = before.limits();
        if (limits == null) {
            return before.knowsAllOpenCalls() ? "a slot was reserved before the tenant had limits" : null;
        }
        return before.live() < limits.maxLive()
                ? null
                : before.live() + " calls were live, the limit is " + limits.maxLive();
    }
}
