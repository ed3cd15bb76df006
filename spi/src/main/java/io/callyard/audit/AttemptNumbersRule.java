package io.callyard.audit;

import io.callyard.event.CallEvent;
import io.callyard.event.CallEvent.CallReserved;
import io.callyard.event.CallEvent.LateReport;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Attempts count up by one, and what happens speaks of the newest. */
final class AttemptNumbersRule implements CallRule {
    @Override
    public Invariant invariant() {
        return Invariant.ATTEMPT_NUMBERS;
    }

    @Override
    public @Nullable String problemWith(CallEvent event, Instant at, FoldedCall call, Fold before) {
        if (!call.knowsAttempts()) {
            return null;
        }
        if (event instanceof LateReport late) {
            return late.attempt() >= 1 && late.attempt() <= call.attempts()
                    ? null
                    : "a late report on attempt " + late.attempt() + " of " + call.attempts();
        }
        int attempt = Attempts.of(event);
        int expected = event instanceof CallReserved ? call.attempts() + 1 : call.attempts();
        return attempt == Attempts.NONE || attempt == expected
                ? null
                : "attempt " + attempt + " where " + expected + " was to be expected";
    }
}
