package io.callyard.audit;

import io.callyard.event.CallEvent;
import io.callyard.event.CallEvent.CallStarted;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An attempt that reached the carrier is the last one, unless somebody decides to try again. */
final class NeverTwiceRule implements CallRule {
    @Override
    public Invariant invariant() {
        return Invariant.NEVER_TWICE;
    }

    @Override
    public @Nullable String problemWith(CallEvent event, Instant at, FoldedCall call, Fold before) {
        return event instanceof CallStarted started
                        && call.startedAttempt() != 0
                        && call.startedAttempt() != started.attempt()
                ? "attempts " + call.startedAttempt() + " and " + started.attempt()
                        + " both reached the carrier, without a decision to try again"
                : null;
    }
}
