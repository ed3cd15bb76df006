package io.callyard.fake.twilio;

import java.time.Duration;
import java.time.Instant;

/** Lets the calls that were made by the API begin one after another, so many in a second. */
final class CallStarts {
    private final Account account;
    private final Duration between;
    private Instant next = Instant.MIN;

    CallStarts(Account account) {
        this.account = account;
        this.between = Duration.ofNanos((long) (1e9 / account.settings.callsPerSecond()));
    }

    /** Lets a call wait for its turn, and begin then if it has not been canceled. */
    void add(TwilioCall call) {
        Instant now = account.turns.now();
        Instant start = next.isAfter(now) ? next : now;
        next = start.plus(between);
        call.queueTime = Duration.between(now, start);
        call.after(call.queueTime, () -> account.legs.begin(call));
    }
}
