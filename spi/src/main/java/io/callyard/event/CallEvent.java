package io.callyard.event;

import io.callyard.model.CallState;
import io.callyard.model.CallSubject;
import io.callyard.model.CarrierAccountId;
import io.callyard.model.CarrierCallId;
import io.callyard.model.CarrierCause;
import io.callyard.model.ConversationTurn;
import io.callyard.model.NodeId;
import io.callyard.model.Outcome;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that has happened to a call.
 *
 * <p>Events that carry an attempt number speak of that attempt: 1 is a call's first.
 */
public sealed interface CallEvent extends Event {

    /** Returns whom the call is for and about. */
    CallSubject subject();

    /**
     * The call waits for its time: asked for later, or to be tried again later. A slot it held is
     * free.
     *
     * @param subject the call
     * @param attempt the attempt that ended, 0 if there was none
     * @param notBefore when it will join the queue
     * @param lastOutcome how the last attempt ended; absent if there was none
     */
    record CallScheduled(
            CallSubject subject,
            int attempt,
            Instant notBefore,
            @Nullable Outcome lastOutcome) implements CallEvent {}

    /**
     * The call joined the queue, or may be dialled again after it was held back.
     *
     * @param subject the call
     * @param priority its priority
     * @param position its place in the order of arrival
     */
    record CallQueued(CallSubject subject, int priority, long position) implements CallEvent {}

    /**
     * The call is held back in the queue.
     *
     * @param subject the call
     * @param until not before this instant
     * @param reason why
     */
    record CallHeld(CallSubject subject, Instant until, String reason) implements CallEvent {}

    /**
     * A slot was reserved for the call; the carrier will be asked now.
     *
     * @param subject the call
     * @param attempt the new attempt
     * @param node which engine will ask
     * @param account which carrier account
     * @param leaseUntil when the call is looked after if nothing is heard
     */
    record CallReserved(CallSubject subject, int attempt, NodeId node, CarrierAccountId account, Instant leaseUntil)
            implements CallEvent {}

    /**
     * The call provably was not placed: its slot is free and it waits again, at its old place.
     *
     * @param subject the call
     * @param attempt the attempt that came to nothing
     * @param reason why
     * @param notBefore not before this instant; absent: at once
     */
    record CallReturned(
            CallSubject subject,
            int attempt,
            String reason,
            @Nullable Instant notBefore) implements CallEvent {}

    /**
     * Nobody knows whether the carrier made the call: its slot stays taken, and the carrier is asked
     * until it is known.
     *
     * @param subject the call
     * @param attempt the attempt in doubt
     * @param reason what happened
     */
    record CallInDoubt(CallSubject subject, int attempt, String reason) implements CallEvent {}

    /**
     * The carrier has taken the call.
     *
     * @param subject the call
     * @param attempt the attempt
     * @param carrierCallId the call's id at the carrier, where it is known already
     */
    record CallStarted(
            CallSubject subject, int attempt, @Nullable CarrierCallId carrierCallId) implements CallEvent {}

    /**
     * The call rings or was answered.
     *
     * @param subject the call
     * @param attempt the attempt
     * @param state {@link CallState#RINGING} or {@link CallState#IN_PROGRESS}
     */
    record CallStatusChanged(CallSubject subject, int attempt, CallState state) implements CallEvent {}

    /**
     * Something was said.
     *
     * @param subject the call
     * @param attempt the attempt
     * @param turn what, and by whom
     */
    record TurnHeard(CallSubject subject, int attempt, ConversationTurn turn) implements CallEvent {}

    /**
     * Somebody asked to end the call.
     *
     * @param subject the call
     * @param attempt the attempt
     */
    record HangUpRequested(CallSubject subject, int attempt) implements CallEvent {}

    /**
     * A slot was taken back from a call of which nothing was heard; {@link CallEnded} follows.
     *
     * @param subject the call
     * @param attempt the attempt
     * @param why what was tried and found
     */
    record SlotReclaimed(CallSubject subject, int attempt, String why) implements CallEvent {}

    /**
     * The call is over. Every call has exactly one such event, and no change after it.
     *
     * @param subject the call
     * @param attempt the last attempt, 0 if there was none
     * @param outcome how it ended
     * @param cause who said so, and in which words
     * @param talked how long it was answered; zero if it was not
     */
    record CallEnded(CallSubject subject, int attempt, Outcome outcome, CarrierCause cause, Duration talked)
            implements CallEvent {}

    /**
     * The carrier reported something that can no longer change the call, yet contradicts what is
     * written: a call taken for not placed was made, or one attempt became two calls. For operators.
     *
     * @param subject the call
     * @param attempt the attempt that the report speaks of
     * @param report what was reported
     * @param carrierCallId the id in the report
     */
    record LateReport(
            CallSubject subject,
            int attempt,
            String report,
            @Nullable CarrierCallId carrierCallId) implements CallEvent {}
}
