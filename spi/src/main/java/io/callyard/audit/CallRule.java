package io.callyard.audit;

import io.callyard.event.CallEvent;
import io.callyard.event.LoggedEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A rule about calls that are in the log and not over. */
interface CallRule extends Rule {
    @Override
    default @Nullable String problemWith(LoggedEvent logged, Fold before) {
        if (!(logged.event() instanceof CallEvent event)) {
            return null;
        }
        FoldedCall call = before.call(event.subject().id());
        return call == null ? null : problemWith(event, logged.at(), call, before);
    }

    /** Judges an event of {@code call}, which stands where the events before have brought it. */
    @Nullable
    String problemWith(CallEvent event, Instant at, FoldedCall call, Fold before);
}
