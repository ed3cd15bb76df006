package io.callyard.spi.store;

import io.callyard.model.Limits;

/**
 * A limit of live calls and how much of it is used.
 *
 * @param live how many calls hold a slot; more than {@code limit} for a while after the limit was
 *     lowered
 * @param limit how many may, or {@link Limits#UNLIMITED}
 */
public record SlotUsage(int live, int limit) {
    /** Returns whether no more call may start. */
    public boolean isFull() {
        return live >= limit;
    }

    /** Such as {@code 2/2}. */
    @Override
    public String toString() {
        return live + "/" + (limit == Limits.UNLIMITED ? "unlimited" : limit);
    }
}
