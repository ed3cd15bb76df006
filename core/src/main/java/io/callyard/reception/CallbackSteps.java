package io.callyard.reception;

import io.callyard.machine.inbound.CallerMachine;
import io.callyard.model.PhoneNumber;
import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.CallerState;
import io.callyard.model.inbound.LeaveReason;
import java.time.Duration;
import java.time.Instant;

/** What a person may do about being called back, within a step. */
final class CallbackSteps {
    private final Offering offering;
    private final Overflow overflow;
    private final Departures departures;
    private final ReceptionParts parts;

    CallbackSteps(ReceptionParts parts) {
        this.offering = parts.offering();
        this.overflow = parts.overflow();
        this.departures = parts.departures();
        this.parts = parts;
    }

    /** He will be called. An agent who is being rung for him stops ringing; one who has accepted gets him. */
    boolean promise(FloorStep step, Caller caller, PhoneNumber number) {
        if (caller.callback() != null || !caller.state().isInLine() || parts.isBeingConnected(step, caller)) {
            return false;
        }
        departures.rescind(step, caller, "a callback was asked for");
        Caller waits = step.caller(caller.id());
        if (waits == null || waits.state() != CallerState.WAITING) {
            return false;
        }
        overflow.promise(step, waits, number, step.now());
        Duration waited = waits.waitedAt(step.now());
        step.learn(waits.queue(), statistics -> statistics.leftLine(waited, false, step.now()));
        offering.match(step);
        return true;
    }

    boolean reschedule(FloorStep step, Caller caller, Instant notBefore) {
        if (caller.callback() == null
                || caller.state() == CallerState.DIALING
                || parts.isBeingConnected(step, caller)) {
            return false;
        }
        departures.rescind(step, caller, "the callback was moved");
        Caller waits = step.caller(caller.id());
        if (waits == null || waits.state() != CallerState.WAITING) {
            return false;
        }
        Instant from = notBefore.isBefore(step.now()) ? step.now() : notBefore;
        Duration within = step.queue(waits.queue()).settings().callbacks().promisedWithin();
        step.keep(waits, CallerMachine.reschedule(waits, from, from.plus(within), step.now()));
        offering.match(step);
        return true;
    }

    boolean cancel(FloorStep step, Caller caller) {
        if (caller.callback() == null || !caller.state().isInLine() || parts.isBeingConnected(step, caller)) {
            return false;
        }
        departures.rescind(step, caller, "the callback was canceled");
        return departures.leave(step, caller, LeaveReason.CALLBACK_CANCELED, "the person canceled it");
    }
}
