package io.callyard.store.jdbc.codec;

import java.time.Duration;
import java.time.Instant;

/**
 * Times as whole microseconds in a {@code long}: exact in JSON and in a column of any database.
 *
 * <p>What is finer than a microsecond is cut off, towards the past (of a length of time: towards the
 * smaller), never rounded: an instant does not move beyond one that it came before. Stateless.
 */
public final class Micros {
    /** The earliest instant that fits, in the year -290308. */
    public static final Instant MIN = toInstant(Long.MIN_VALUE);

    /** The latest instant that fits, in the year 294247; anything finer after it is cut off. */
    public static final Instant MAX = toInstant(Long.MAX_VALUE);

    private static final long PER_SECOND = 1_000_000;

    private Micros() {}

    /**
     * Returns the microseconds from 1970-01-01T00:00:00Z to an instant.
     *
     * @throws IllegalArgumentException if it is before {@link #MIN} or after {@link #MAX}
     */
    public static long of(Instant instant) {
        try {
            return micros(instant.getEpochSecond(), instant.getNano());
        } catch (ArithmeticException tooFar) {
            throw new IllegalArgumentException(
                    "an instant must be " + MIN + " to " + MAX + ", but was " + instant, tooFar);
        }
    }

    /** Returns the instant so many microseconds after 1970-01-01T00:00:00Z. */
    public static Instant toInstant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, PER_SECOND), Math.floorMod(micros, PER_SECOND) * 1_000);
    }

    /**
     * Returns a length of time in microseconds.
     *
     * @throws IllegalArgumentException if that is more than a {@code long} holds, about 292,000 years
     */
    public static long of(Duration duration) {
        try {
            return micros(duration.getSeconds(), duration.getNano());
        } catch (ArithmeticException tooLong) {
            throw new IllegalArgumentException(
                    "a duration must be " + toDuration(Long.MIN_VALUE) + " to " + toDuration(Long.MAX_VALUE)
                            + ", but was " + duration,
                    tooLong);
        }
    }

    /** Returns the length of time of so many microseconds. */
    public static Duration toDuration(long micros) {
        return Duration.ofSeconds(Math.floorDiv(micros, PER_SECOND), Math.floorMod(micros, PER_SECOND) * 1_000);
    }

    private static long micros(long seconds, int nanos) {
        if (seconds >= 0) {
            return Math.addExact(Math.multiplyExact(seconds, PER_SECOND), nanos / 1_000);
        }
        // From the second above, or the earliest instants would overflow on the way.
        return Math.addExact(Math.multiplyExact(seconds + 1, PER_SECOND), nanos / 1_000 - PER_SECOND);
    }
}
