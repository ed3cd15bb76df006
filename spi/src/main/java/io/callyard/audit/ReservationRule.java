package io.callyard.audit;

import io.callyard.event.CallEvent.CallReserved;
import io.callyard.event.LoggedEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A rule about the one step that takes a slot. */
interface ReservationRule extends Rule {
    @Override
    default @Nullable String problemWith(LoggedEvent logged, Fold before) {
        return logged.event() instanceof CallReserved reserved ? problemWith(reserved, logged.at(), before) : null;
    }

    /** Judges a reservation. */
    @Nullable
    String problemWith(CallReserved reserved, Instant at, Fold before);
}
