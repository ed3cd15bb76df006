package io.callyard.dispatch;

import java.time.Duration;

/**
 * When a carrier is asked again about a call of which nothing is known: after 5 s, 15 s, 60 s, then
 * every minute. Soon, because most doubts are settled at once; rarely later, because lists lag.
 */
final class LookUpSchedule {
    private static final Duration SECOND_LOOK = Duration.ofSeconds(15);
    private static final Duration THIRD_LOOK = Duration.ofSeconds(60);
    private static final Duration LEAST = Duration.ofSeconds(5);

    private LookUpSchedule() {}

    /**
     * Returns how long to wait before the next question.
     *
     * @param silent for how long nothing has been known
     */
    static Duration delayAfter(Duration silent) {
        if (silent.compareTo(SECOND_LOOK) < 0) {
            return atLeast(SECOND_LOOK.minus(silent));
        }
        return silent.compareTo(THIRD_LOOK) < 0 ? atLeast(THIRD_LOOK.minus(silent)) : Duration.ofMinutes(1);
    }

    private static Duration atLeast(Duration delay) {
        return delay.compareTo(LEAST) < 0 ? LEAST : delay;
    }
}
