package io.callyard.callback;

import io.callyard.model.PhoneNumber;
import io.callyard.model.TenantId;
import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.CallerId;
import java.time.Instant;
import java.util.List;

/**
 * Callers who are called back. Each keeps his place in line; when it is his turn an agent is asked first, and only then
 * he is dialled, as a direct call of the outbound queue, never twice.
 *
 * <p><b>Threads.</b> Safe for many threads.
 */
public interface Callbacks {

    /**
     * Promises a callback to a caller who waits, whether or not it was offered to him.
     *
     * @param number where he wants to be called
     * @return whether it was promised; not if he does not wait, or is to be called already
     */
    boolean request(TenantId tenant, CallerId caller, PhoneNumber number);

    /**
     * Moves a promise.
     *
     * @param notBefore when he wants to be called at the earliest; promised within the queue's time from then
     * @return whether it was moved; not if he is being called just now
     */
    boolean reschedule(TenantId tenant, CallerId caller, Instant notBefore);

    /** Takes a promise back, because the person wants it so. */
    boolean cancel(TenantId tenant, CallerId caller);

    /** Returns the open promises, the most urgent first, at most 1,000. */
    List<Caller> open(TenantId tenant);
}
