package io.callyard.audit;

import io.callyard.event.LoggedEvent;
import org.jspecify.annotations.Nullable;

/** One invariant, judged event by event. Stateless: what has to be remembered is in the fold. */
interface Rule {
    /** Returns what it is that the rule guards. */
    Invariant invariant();

    /**
     * Judges an event.
     *
     * @param before all events before it
     * @return what is wrong; null if nothing is, or if the events do not prove it
     */
    @Nullable
    String problemWith(LoggedEvent logged, Fold before);
}
