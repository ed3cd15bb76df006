package io.callyard.reception;

import io.callyard.machine.inbound.CallerMachine;
import io.callyard.model.PhoneNumber;
import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.CallerState;
import io.callyard.model.inbound.Feature;
import io.callyard.model.inbound.LeaveReason;
import io.callyard.model.inbound.OverflowAction;
import io.callyard.model.inbound.QueueId;
import io.callyard.model.inbound.WaitRules;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** What becomes of somebody on the line for whom nobody was found. */
final class Overflow {

    /** Hands a caller who waits on a line to his queue's overflow action. */
    void of(FloorStep step, Caller caller, String why) {
        if (caller.state() != CallerState.WAITING || caller.callback() != null) {
            return;
        }
        WaitRules waits = step.queue(caller.queue()).settings().waits();
        PhoneNumber number = caller.arrival().number();
        QueueId other = waits.overflowTo();
        switch (waits.overflow()) {
            case CALLBACK -> {
                if (number != null && caller.gets(Feature.CALLBACKS)) {
                    promise(step, caller, number, step.now());
                } else {
                    leave(step, caller, OverflowAction.VOICEMAIL, why);
                }
            }
            case OTHER_QUEUE -> {
                // Once: two queues that hand on to each other would keep him for ever.
                boolean handedOn = !caller.queue().equals(caller.arrival().queue());
                if (other == null || handedOn || step.floor().queue(other).isEmpty()) {
                    leave(step, caller, OverflowAction.VOICEMAIL, why);
                } else {
                    step.keep(
                            caller,
                            CallerMachine.moved(caller, caller.place().in(other), "overflow: " + why, step.now()));
                }
            }
            case VOICEMAIL, HANG_UP -> leave(step, caller, waits.overflow(), why);
        }
    }

    /** Promises a callback to somebody who waits. */
    Caller promise(FloorStep step, Caller caller, PhoneNumber number, Instant notBefore) {
        Duration within = step.queue(caller.queue()).settings().callbacks().promisedWithin();
        return step.keep(caller, CallerMachine.promise(caller, number, notBefore, notBefore.plus(within), step.now()));
    }

    private static void leave(FloorStep step, Caller caller, OverflowAction action, String why) {
        String detail = action.name().toLowerCase(Locale.ROOT) + ": " + why;
        step.keep(caller, CallerMachine.left(caller, LeaveReason.OVERFLOWED, detail, step.now()));
    }
}
