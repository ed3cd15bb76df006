package io.callyard.store.jdbc.codec;

import java.time.Duration;

/** Lengths of time as whole nanoseconds in a {@code long}: exact. Stateless. */
final class Nanos {
    private Nanos() {}

    /**
     * Returns a length of time in nanoseconds.
     *
     * @throws IllegalArgumentException if that is more than a {@code long} holds, about 292 years
     */
    static long of(Duration duration) {
        try {
            return duration.toNanos();
        } catch (ArithmeticException tooLong) {
            throw new IllegalArgumentException(
                    "a duration must be " + Duration.ofNanos(Long.MIN_VALUE) + " to " + Duration.ofNanos(Long.MAX_VALUE)
                            + ", but was " + duration,
                    tooLong);
        }
    }
}
