package io.callyard.audit;

import io.callyard.event.CallEvent;
import io.callyard.event.CallEvent.LateReport;
import io.callyard.event.LoggedEvent;
import io.callyard.model.Outcome;
import org.jspecify.annotations.Nullable;

/** The end is the last word on a call, apart from late reports. */
final class OneEndRule implements Rule {
    @Override
    public Invariant invariant() {
        return Invariant.ONE_END;
    }

    @Override
    public @Nullable String problemWith(LoggedEvent logged, Fold before) {
        if (!(logged.event() instanceof CallEvent event) || event instanceof LateReport) {
            return null;
        }
        Outcome outcome = before.outcome(event.subject().id());
        return outcome == null ? null : event.getClass().getSimpleName() + " after it had ended with " + outcome;
    }
}
