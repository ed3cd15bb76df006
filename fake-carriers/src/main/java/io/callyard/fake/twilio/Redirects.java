package io.callyard.fake.twilio;

import io.callyard.fake.Party;
import java.time.Duration;

/** Takes living calls from what they do to another document. */
final class Redirects {
    private Redirects() {}

    static void redirect(Account account, TwilioCall call, Instructions to) {
        if (call.activity instanceof CallFlow flow) {
            flow.redirect(to);
            return;
        }
        // A leg that a document has dialled had no document of its own so far.
        if (call.owner instanceof ChildLeg leg) {
            leg.elsewhere();
        }
        new CallFlow(account, call, to, Party.answering(Duration.ZERO, Duration.ZERO)).beginLater(to);
    }
}
