package io.callyard.outbound;

import io.callyard.model.Call;
import io.callyard.model.CallId;
import io.callyard.model.CallRequest;
import io.callyard.model.CallType;
import io.callyard.model.ConversationTurn;
import io.callyard.model.TenantId;
import io.callyard.spi.store.CallCounts;
import io.callyard.spi.store.CallIntake;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Places calls. At a limit a call waits in line; it is never refused for want of a slot, and the
 * next one starts the moment a slot is free.
 *
 * <p><b>Threads.</b> Safe for many threads.
 *
 * <p><b>Errors.</b> {@link io.callyard.spi.store.StoreUnavailableException} if the store does not
 * answer; after {@link #place} the call may have been kept then, so repeat it with a key.
 */
public interface CallQueue {

    /**
     * Takes a call in and starts it if it may start now. Asks the application's policies first; one
     * that fails or does not answer in time does not lose the call: it waits, and is asked about
     * again.
     *
     * @return whether it started, waits or is forbidden
     * @throws io.callyard.spi.store.UnknownCampaignException if its campaign does not exist or was
     *     stopped
     * @throws IllegalArgumentException if it expires before it can start
     */
    Admission place(CallRequest request);

    /**
     * Takes a call in as a part of the application's own transaction, so that the call and what the
     * application writes beside it are kept together or not at all. Asks the policies as {@link #place}
     * does. Nothing of it is seen or started before the transaction commits; from then on the call starts
     * as soon as it may.
     *
     * @param transaction takes part in the transaction; a store makes it, or is one itself, which then
     *     keeps the call at once
     * @return {@link Admission.Joined}, or {@link Admission.Refused} if a policy forbids it, and then
     *     {@code transaction} was not touched
     * @throws io.callyard.spi.store.UnknownCampaignException if its campaign does not exist or was
     *     stopped
     * @throws IllegalArgumentException if it expires before it can start
     */
    Admission placeIn(CallIntake transaction, CallRequest request);

    /**
     * Waits until the carrier has answered the placing of a call by this node.
     *
     * @param atMost how long to wait
     * @return the call then, whether or not there was an answer; empty if there is no such call
     */
    Optional<Call> awaitCarrier(TenantId tenant, CallId call, Duration atMost);

    /** Takes back a call that still waits. A live call is not touched: hang it up. */
    CallAction cancel(TenantId tenant, CallId call);

    /**
     * Ends a live call. One that is just being placed is ended as soon as the carrier has it. The
     * call is over when its {@code call_ended} event comes.
     */
    CallAction hangUp(TenantId tenant, CallId call);

    /** Finds a call. */
    Optional<Call> find(TenantId tenant, CallId call);

    /**
     * Keeps what was said on a live call, for applications whose own AI or transcription hears it: those who watch see it
     * as a conversation turn. Whoever speaks has answered, so the call is in progress from then on.
     *
     * @param key the same whenever the same turn is given again, unique in the call: the second time nothing changes
     */
    CallAction said(TenantId tenant, CallId call, ConversationTurn turn, String key);

    /** Returns where a call stands in line; empty if it is not in the queue. */
    Optional<QueuePlace> position(TenantId tenant, CallId call);

    /** Returns the call of a tenant that is first in line. */
    Optional<Call> next(TenantId tenant);

    /** Returns the call of a type that is first in line. */
    Optional<Call> next(TenantId tenant, CallType type);

    /** Returns a tenant's queue at a glance. */
    QueueStatus status(TenantId tenant);

    /** Counts a tenant's calls by type and state. */
    CallCounts counts(TenantId tenant);

    /** Returns a tenant's live calls, the longest live first. */
    List<Call> live(TenantId tenant);

    /** Says why a call is not going; empty if there is no such call. */
    Optional<Explanation> explain(TenantId tenant, CallId call);

    /** Returns a tenant's figures. */
    QueueFigures figures(TenantId tenant);
}
