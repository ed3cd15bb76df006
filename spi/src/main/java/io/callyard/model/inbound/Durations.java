package io.callyard.model.inbound;

import java.time.Duration;

/** The one rule for times in settings. */
final class Durations {
    private static final Duration LONGEST = Duration.ofDays(7);

    private Durations() {}

    /** Refuses times below {@code least} and above a week. */
    static void require(Duration value, Duration least, String what) {
        if (value.compareTo(least) < 0 || value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(what + " must be " + least + " to " + LONGEST + ", but was " + value);
        }
    }
}
