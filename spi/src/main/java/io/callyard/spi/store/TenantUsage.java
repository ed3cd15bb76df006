package io.callyard.spi.store;

import io.callyard.model.TenantLimits;

/**
 * A tenant's limits and how much of them is used.
 *
 * @param limits its limits
 * @param live how many of its calls hold a slot
 * @param liveDirect how many of these are direct calls
 */
public record TenantUsage(TenantLimits limits, int live, int liveDirect) {
    /** Returns the limit over all types. */
    public SlotUsage slots() {
        return new SlotUsage(live, limits.maxLive());
    }
}
