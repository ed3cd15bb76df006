package io.callyard.reception;

import io.callyard.machine.inbound.CallerMachine;
import io.callyard.model.PhoneNumber;
import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.LeaveReason;
import java.time.Duration;
import java.time.Instant;

/** What a person may do about being called back, within a step. */
final class CallbackSteps {
    private final Offering offering;
    private final Overflow overflow;
    private final Departures departures;

    CallbackSteps(ReceptionParts parts) {
        this.offering = parts.offering();
        this.overflow = parts.overflow();
        this.departures = parts.departures();
    }

    /** He will be called. An agent who is being rung for him stops ringing; one who has accepted gets him. */
    boolean promise(FloorStep step, Caller caller, PhoneNumber number) {
        Caller waits = caller.callback() != null ? null : offering.takeBack(step, caller, "a callback was asked for");
        if (waits == null) {
            return false;
        }
        overflow.promise(step, waits, number, step.now());
        offering.match(step);
        return true;
    }

    boolean reschedule(FloorStep step, Caller caller, Instant notBefore) {
        Caller waits = caller.callback() == null ? null : offering.takeBack(step, caller, "the callback was moved");
        if (waits == null) {
            return false;
        }
        Instant from = notBefore.isBefore(step.now()) ? step.now() : notBefore;
        Duration within = step.queue(waits.queue()).settings().callbacks().promisedWithin();
        step.keep(waits, CallerMachine.reschedule(waits, from, from.plus(within), step.now()));
        offering.match(step);
        return true;
    }

    boolean cancel(FloorStep step, Caller caller) {
        Caller waits = caller.callback() == null ? null : offering.takeBack(step, caller, "the callback was canceled");
        return waits != null && departures.leave(step, waits, LeaveReason.CALLBACK_CANCELED, "the person canceled it");
    }
}
