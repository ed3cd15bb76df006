package io.callyard.audit;

import io.callyard.event.CallEvent;
import io.callyard.event.CallEvent.CallQueued;
import io.callyard.event.CallEvent.CallReserved;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** A call that was put off waits until its time. */
final class NotBeforeRule implements CallRule {
    @Override
    public Invariant invariant() {
        return Invariant.NOT_BEFORE;
    }

    @Override
    public @Nullable String problemWith(CallEvent event, Instant at, FoldedCall call, Fold before) {
        Instant until = call.notBefore();
        boolean goesOn = event instanceof CallQueued || event instanceof CallReserved;
        // Stores keep instants to the microsecond, delays may be finer.
        return !goesOn || until == null || !at.isBefore(until.truncatedTo(ChronoUnit.MICROS))
                ? null
                : "it was put off until " + until;
    }
}
