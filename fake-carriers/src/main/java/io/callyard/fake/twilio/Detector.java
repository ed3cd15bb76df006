package io.callyard.fake.twilio;

import io.callyard.fake.Party;
import io.callyard.fake.Party.Reaction;
import java.time.Duration;

/** Finds out who has answered. */
final class Detector {
    /** How long a machine speaks after it was known for one. */
    private static final Duration MESSAGE = Duration.ofSeconds(8);

    private Detector() {}

    /** Begins to listen, if that was asked for. */
    static void begin(Account account, TwilioCall call, Party party) {
        Detection detection = call.detection;
        if (detection == null) {
            return;
        }
        boolean machine = party.reaction() == Reaction.MACHINE;
        Duration known = account.settings.detectionTime();
        if (machine && detection.untilMessageEnds()) {
            known = known.plus(MESSAGE);
        }
        boolean inTime = known.compareTo(detection.timeout()) <= 0;
        String verdict = inTime ? word(machine, detection) : "unknown";
        Duration wait = inTime ? known : detection.timeout();
        if (detection.async()) {
            // Not a timer of the call's: the verdict comes also when the call is over by then.
            account.turns.after(wait, () -> tell(account, call, detection, verdict, wait));
        } else {
            call.after(wait, () -> {
                call.answeredBy = verdict;
                call.owner.answered();
            });
        }
    }

    private static String word(boolean machine, Detection detection) {
        if (!machine) {
            return "human";
        }
        return detection.untilMessageEnds() ? "machine_end_beep" : "machine_start";
    }

    private static void tell(Account account, TwilioCall call, Detection detection, String verdict, Duration wait) {
        call.answeredBy = verdict;
        if (detection.callback() == null) {
            return;
        }
        Params params = Params.NONE
                .with("AccountSid", account.settings.accountSid())
                .with("CallSid", call.sid)
                .with("AnsweredBy", verdict)
                .with("MachineDetectionDuration", Long.toString(wait.toMillis()));
        account.webhooks.send(call, detection.callback(), detection.method(), params, reply -> {});
    }
}
