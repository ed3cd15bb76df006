package io.callyard.outbound;

import io.callyard.model.Call;
import org.jspecify.annotations.Nullable;

/**
 * A tenant's queue at a glance.
 *
 * @param direct its direct calls
 * @param campaign its campaign calls
 * @param lead its leads
 */
public record QueueStatus(OfType direct, OfType campaign, OfType lead) {

    /**
     * The calls of one type that are not over.
     *
     * @param queued how many wait, for a slot or for their time
     * @param processing how many hold a slot
     * @param nextCall the first in line, with its position among all of the tenant's calls
     */
    public record OfType(
            long queued, long processing, @Nullable NextCall nextCall) {
        /** Returns how many there are. */
        public long total() {
            return queued + processing;
        }
    }

    /**
     * The first in line.
     *
     * @param call the call
     * @param position its position among all of the tenant's calls in the queue
     */
    public record NextCall(Call call, long position) {}
}
