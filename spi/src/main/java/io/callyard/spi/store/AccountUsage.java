package io.callyard.spi.store;

import io.callyard.model.AccountLimits;
import java.time.Instant;

/**
 * A carrier account's limits and how much of them is used.
 *
 * @param limits its limits
 * @param live how many calls hold a slot on it
 * @param nextStartAt when the next call may start, by its pace
 */
public record AccountUsage(AccountLimits limits, int live, Instant nextStartAt) {
    /** Returns the limit of live calls. */
    public SlotUsage slots() {
        return new SlotUsage(live, limits.maxLive());
    }
}
