package io.callyard.event;

import io.callyard.model.AgentId;
import io.callyard.model.CallId;
import io.callyard.model.PhoneNumber;
import io.callyard.model.WaitEstimate;
import io.callyard.model.inbound.Arrival;
import io.callyard.model.inbound.CallerId;
import io.callyard.model.inbound.LeaveReason;
import io.callyard.model.inbound.QueueId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Something that has happened to a caller. */
public sealed interface CallerEvent extends InboundEvent {

    /** Returns whom it is about. */
    CallerId caller();

    /** Returns the queue he stands in, or stood in. */
    QueueId queue();

    /**
     * He joined the line.
     *
     * @param caller who
     * @param queue where
     * @param arrival what is known about him
     * @param key his place in the order
     * @param resumed whether he came back after he was cut off, to his old place
     */
    record CallerJoined(CallerId caller, QueueId queue, Arrival arrival, Instant key, boolean resumed)
            implements CallerEvent {}

    /**
     * He was told where he stands.
     *
     * @param caller who
     * @param queue where
     * @param position his position, from 1
     * @param estimate how long it would probably take
     * @param rose whether that was longer than what he had been told before
     * @param callbackOffered whether he was told as well that he may be called back
     */
    record CallerInformed(
            CallerId caller, QueueId queue, int position, WaitEstimate estimate, boolean rose, boolean callbackOffered)
            implements CallerEvent {}

    /**
     * He stands somewhere else: another queue or another order.
     *
     * @param caller who
     * @param from the queue before
     * @param queue the queue from now on
     * @param key his place in the order from now on
     * @param why in words
     */
    record CallerMoved(CallerId caller, QueueId from, QueueId queue, Instant key, String why) implements CallerEvent {}

    /**
     * The search for his agent has failed several times and widens. For supervisors.
     *
     * @param caller who
     * @param queue where
     * @param failed how many offers came to nothing
     */
    record CallerEscalated(CallerId caller, QueueId queue, int failed) implements CallerEvent {}

    /**
     * He will be called back, and keeps his place without a line.
     *
     * @param caller who
     * @param queue where
     * @param number which number
     * @param notBefore not before this instant
     * @param promisedBy by when
     */
    record CallbackPromised(CallerId caller, QueueId queue, PhoneNumber number, Instant notBefore, Instant promisedBy)
            implements CallerEvent {}

    /**
     * An agent is there and he is being dialled.
     *
     * @param caller who
     * @param queue where
     * @param agent who will talk to him
     * @param call the outbound call
     * @param tries how often he has been dialled, this time included
     */
    record CallbackDialed(CallerId caller, QueueId queue, AgentId agent, CallId call, int tries)
            implements CallerEvent {}

    /**
     * He was not reached, and will be dialled again.
     *
     * @param caller who
     * @param queue where
     * @param why in words
     * @param notBefore not before this instant
     */
    record CallbackMissed(CallerId caller, QueueId queue, String why, Instant notBefore) implements CallerEvent {}

    /**
     * A promise is about to be broken, or is. For supervisors.
     *
     * @param caller who
     * @param queue where
     * @param promisedBy by when he should have been called
     */
    record CallbackOverdue(CallerId caller, QueueId queue, Instant promisedBy) implements CallerEvent {}

    /**
     * He talks to an agent.
     *
     * @param caller who
     * @param queue where
     * @param agent to whom
     * @param waited how long it took since he joined
     */
    record CallerConnected(CallerId caller, QueueId queue, AgentId agent, Duration waited) implements CallerEvent {}

    /**
     * He has left. Every caller has exactly one such event, and nothing after it.
     *
     * @param caller who
     * @param queue where
     * @param agent to whom he talked; absent if to nobody
     * @param reason how
     * @param detail in words
     * @param waited how long it took until somebody was there, or he left
     * @param talked how long they talked
     */
    record CallerLeft(
            CallerId caller,
            QueueId queue,
            @Nullable AgentId agent,
            LeaveReason reason,
            String detail,
            Duration waited,
            Duration talked)
            implements CallerEvent {}
}
