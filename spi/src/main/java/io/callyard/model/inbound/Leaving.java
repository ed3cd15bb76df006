package io.callyard.model.inbound;

import io.callyard.internal.Checks;
import java.time.Instant;

/**
 * The end of a stay.
 *
 * @param reason how
 * @param detail in words, for people; at most 200 characters
 * @param at when
 */
public record Leaving(LeaveReason reason, String detail, Instant at) {
    public Leaving {
        detail = Checks.clipped(detail, 200);
    }
}
