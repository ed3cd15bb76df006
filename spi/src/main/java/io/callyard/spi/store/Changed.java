package io.callyard.spi.store;

import io.callyard.event.LoggedEvent;
import io.callyard.model.Call;
import java.util.List;

/**
 * What a change did to a call.
 *
 * @param before the call before
 * @param after the call after; the same object if nothing changed
 * @param events what has happened, as it was logged
 */
public record Changed(Call before, Call after, List<LoggedEvent> events) {
    public Changed {
        events = List.copyOf(events);
    }

    /** Returns whether the change did anything. */
    @SuppressWarnings("ReferenceEquality") // an unchanged transition carries the very object it was given
    public boolean isEffective() {
        return before != after || !events.isEmpty();
    }
}
