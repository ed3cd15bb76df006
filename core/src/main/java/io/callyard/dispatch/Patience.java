package io.callyard.dispatch;

import io.callyard.machine.CallChange;
import io.callyard.machine.CallMachine;
import io.callyard.model.Call;
import io.callyard.model.CallState;
import io.callyard.model.CallTimeouts;
import io.callyard.model.Outcome;
import java.time.Duration;
import java.time.Instant;

/**
 * What is concluded when a carrier was asked after a call and did not know it, or did not answer: pure
 * changes, judged by the store's time.
 *
 * @param timeouts how long a call may stay in each state
 * @param settling how long a carrier must go on not listing a call before that counts
 */
record Patience(CallTimeouts timeouts, Duration settling) {

    /**
     * The carrier does not know the call. Proven: it may be dialled again. Merely not listed: it ends,
     * when the list has had its time.
     */
    CallChange absent(int attempt, boolean proven) {
        CallMachine machine = new CallMachine(timeouts);
        return (call, step) -> {
            Duration silence = silence(call, step.now());
            boolean doubt = call.state() == CallState.UNKNOWN;
            CallChange change;
            if (doubt && proven) {
                change = machine.giveBack(attempt, "the carrier has proven that the call was not made", Duration.ZERO);
            } else if (doubt && silence.compareTo(settling) >= 0) {
                change = machine.reclaim(
                        attempt, Outcome.NOT_PLACED, "no clear answer came, and the carrier does not list the call");
            } else if (!doubt && silence.compareTo(quiet(call).plus(settling)) >= 0) {
                change = machine.reclaim(
                        attempt, Outcome.UNKNOWN, "nothing was heard of the call, and the carrier no longer lists it");
            } else {
                change = CallMachine.lookAgainIn(attempt, LookUpSchedule.delayAfter(silence));
            }
            return change.apply(call, step);
        };
    }

    /** Nothing could be learnt. Says nothing about the call, until patience is at its end. */
    CallChange nothingLearnt(int attempt, String reason) {
        CallMachine machine = new CallMachine(timeouts);
        return (call, step) -> {
            Duration silence = silence(call, step.now());
            Duration limit = call.state() == CallState.UNKNOWN
                    ? timeouts.giveUp()
                    : quiet(call).plus(timeouts.giveUp());
            CallChange change = silence.compareTo(limit) >= 0
                    ? machine.reclaim(attempt, Outcome.UNKNOWN, "nothing could be learnt of the call: " + reason)
                    : CallMachine.lookAgainIn(attempt, LookUpSchedule.delayAfter(silence));
            return change.apply(call, step);
        };
    }

    /** For how long a call may be silent in its state: not long if somebody wanted it ended. */
    private Duration quiet(Call call) {
        boolean unwanted = call.attempt() != null && call.attempt().hangUpRequested();
        return call.state() == CallState.IN_PROGRESS && !unwanted ? timeouts.longestCall() : timeouts.ringing();
    }

    private static Duration silence(Call call, Instant now) {
        Instant doubtSince = call.attempt() == null ? null : call.attempt().unknownSince();
        Duration silence = Duration.between(doubtSince == null ? call.updatedAt() : doubtSince, now);
        return silence.isNegative() ? Duration.ZERO : silence;
    }
}
