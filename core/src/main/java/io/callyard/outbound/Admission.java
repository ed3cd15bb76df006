package io.callyard.outbound;

import io.callyard.model.Call;

/** The answer to {@link CallQueue#place} and {@link CallQueue#placeIn}. */
public sealed interface Admission {

    /**
     * The call has a slot and the carrier is being asked. The same is answered for a repeated request
     * whose call has left the queue, even if it is over by now.
     *
     * @param call the call
     */
    record Started(Call call) implements Admission {}

    /**
     * The call waits. It starts by itself as soon as it may.
     *
     * @param call the call
     * @param place its place in line; position 0 if it is scheduled for later
     * @param reason the most lasting reason why it waits
     */
    record Queued(Call call, QueuePlace place, Reason reason) implements Admission {}

    /**
     * The call belongs to a transaction that has not ended: it is kept, and gets its place in line, if that
     * commits. Only {@link CallQueue#placeIn} answers this.
     *
     * @param call the call as it stands in the transaction
     * @param isNew whether the transaction brings it into being; if not, its key had found it before, and
     *     nothing changed
     */
    record Joined(Call call, boolean isNew) implements Admission {}

    /**
     * A policy forbids the call. It was not kept.
     *
     * @param rule the policy's rule
     * @param reason a sentence for people
     */
    record Refused(String rule, String reason) implements Admission {}
}
