package io.callyard.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A call as it stands: an immutable snapshot.
 *
 * @param tenant whose call it is
 * @param subject whom it is for and about
 * @param data what travels with it
 * @param priority higher goes first among calls of the same type
 * @param key its idempotency key, unique in its tenant and lane
 * @param state where it stands
 * @param position its place in the order of arrival: grows with each call of the tenant that joins
 *     the queue, and stays the call's own while placings provably fail; 0 before it first joined.
 *     Not the place in line, which the store computes
 * @param attempts how often a slot was reserved for it; the newest attempt's number
 * @param dialled how many of its attempts are over and may have reached somebody
 * @param notBefore waits until this instant; present in {@link CallState#SCHEDULED}, and in {@link
 *     CallState#QUEUED} while it is held back
 * @param expiresAt given up if still waiting at this instant
 * @param reason why it waits or why its last attempt failed, for people
 * @param attempt the newest attempt; absent before the first
 * @param ending how it ended; present exactly in {@link CallState#ENDED}
 * @param attentionAt when time alone will change it, or somebody has to ask after it; absent if
 *     never
 * @param verdicts what policies said about it, oldest first
 * @param createdAt when it was taken in
 * @param updatedAt when it last changed
 */
public record Call(
        TenantId tenant,
        CallSubject subject,
        CallData data,
        int priority,
        @Nullable String key,
        CallState state,
        long position,
        int attempts,
        int dialled,
        @Nullable Instant notBefore,
        @Nullable Instant expiresAt,
        @Nullable String reason,
        @Nullable Attempt attempt,
        @Nullable Ending ending,
        @Nullable Instant attentionAt,
        List<PolicyVerdict> verdicts,
        Instant createdAt,
        Instant updatedAt) {

    public Call {
        verdicts = List.copyOf(verdicts);
        if ((state == CallState.ENDED) != (ending != null)) {
            throw new IllegalArgumentException("a call has an ending exactly when it is over: " + subject.id());
        }
        if (state.holdsSlot() && attempt == null) {
            throw new IllegalArgumentException("a " + state + " call has an attempt: " + subject.id());
        }
    }

    /** Returns the call's id. */
    public CallId id() {
        return subject.id();
    }

    /** Returns the lane it stands in. */
    public LaneId lane() {
        return subject.lane();
    }

    /** Returns whether it is in the queue but must not be dialled at {@code now}. */
    public boolean isHeldAt(Instant now) {
        return state == CallState.QUEUED && notBefore != null && notBefore.isAfter(now);
    }

    /** Returns how it ended, if it has. */
    public @Nullable Outcome outcome() {
        return ending == null ? null : ending.outcome();
    }

    /** Returns its id at the carrier, once known. */
    public @Nullable CarrierCallId carrierCallId() {
        return attempt == null ? null : attempt.carrierCallId();
    }
}
