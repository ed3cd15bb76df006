package io.callyard.fake.telnyx;

import io.callyard.fake.Party;
import java.time.Duration;
import java.util.Map;

/** Tells machines from people, and says when a machine's greeting is over. */
final class Detection {
    private static final Duration GREETING = Duration.ofSeconds(5);

    private final Exchange exchange;

    Detection(Exchange exchange) {
        this.exchange = exchange;
    }

    /** Begins on a leg that was answered just now. */
    void begin(Leg leg, String mode) {
        if (mode.equals("disabled")) {
            return;
        }
        boolean machine = leg.party.reaction() == Party.Reaction.MACHINE;
        boolean premium = mode.equals("premium");
        String prefix = premium ? "call.machine.premium." : "call.machine.";
        String person = premium ? "human_residence" : "human";
        Duration time = exchange.settings.timing().detection();
        leg.after(time, () -> tell(leg, prefix + "detection.ended", machine ? "machine" : person));
        if (machine && !mode.equals("detect")) {
            boolean beep = premium || mode.equals("detect_beep");
            leg.after(
                    time.plus(GREETING), () -> tell(leg, prefix + "greeting.ended", beep ? "beep_detected" : "ended"));
        }
    }

    private void tell(Leg leg, String type, String result) {
        exchange.webhooks.emit(leg, type, Map.of("result", result));
    }
}
