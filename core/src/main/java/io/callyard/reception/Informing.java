package io.callyard.reception;

import io.callyard.announce.WhenToSpeak;
import io.callyard.machine.inbound.CallerMachine;
import io.callyard.model.WaitEstimate;
import io.callyard.model.inbound.CallbackRules;
import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.Feature;
import io.callyard.model.inbound.QueueSettings;
import java.time.Duration;
import java.time.Instant;

/** Decides within a step what a caller on the line is told: where he stands, and that he may be called back. */
final class Informing {

    /** Tells a caller who waits on a line what there is to tell him now. */
    void tell(FloorStep step, Caller caller, int position, WaitEstimate estimate) {
        if (!caller.holdsLine() || !caller.state().isInLine()) {
            return;
        }
        QueueSettings settings = step.queue(caller.queue()).settings();
        Instant now = step.now();
        boolean offersCallback = !caller.told().callbackOffered()
                && caller.gets(Feature.CALLBACKS)
                && caller.arrival().number() != null
                && isLong(settings.callbacks(), caller.waitedAt(now), estimate);
        if (!caller.gets(Feature.POSITION_UPDATES)) {
            if (offersCallback) {
                step.keep(caller, CallerMachine.callbackOffered(caller, position, estimate, now));
            }
            return;
        }
        WhenToSpeak.Advice advice = new WhenToSpeak(settings.announcements())
                .decide(caller.told(), now, position, estimate, offersCallback);
        if (advice instanceof WhenToSpeak.Speak speak) {
            step.keep(
                    caller,
                    CallerMachine.informed(
                            caller,
                            speak.standing().position(),
                            speak.standing().estimate(),
                            speak.standing().rose(),
                            speak.standing().callbackOffered(),
                            now));
        }
    }

    private static boolean isLong(CallbackRules rules, Duration waited, WaitEstimate estimate) {
        Duration from = rules.offeredFrom();
        return waited.compareTo(rules.offeredAfter()) >= 0
                || from != null && estimate.likely().compareTo(from) >= 0;
    }
}
