package io.callyard.model;

import java.time.Instant;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * Names a call. Made before anything else happens to the call, so that the carrier, the log and the
 * application all speak of the same thing.
 *
 * <p>It is a UUID, kept as two numbers: a queue of a million calls looks ids up all the time. Those
 * made by {@link #next} sort by the time they were made.
 *
 * @param high the more significant half
 * @param low the less significant half
 */
public record CallId(long high, long low) implements Comparable<CallId> {
    private static final Pattern FORM = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    /** Takes a UUID for an id. */
    public CallId(UUID value) {
        this(value.getMostSignificantBits(), value.getLeastSignificantBits());
    }

    /**
     * Makes a new id: 48 bits of time, then 74 random bits, laid out as UUID version 7 (RFC 9562,
     * section 5.7), so that ids of one time lie together in an index.
     */
    public static CallId next(Instant now, RandomGenerator random) {
        long high = (now.toEpochMilli() << 16) | 0x7000L | (random.nextLong() & 0x0fffL);
        long low = (random.nextLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
        return new CallId(high, low);
    }

    /**
     * Reads the usual text form.
     *
     * @throws IllegalArgumentException if {@code text} is not a UUID in its 36-character form
     */
    public static CallId parse(String text) {
        // UUID.fromString alone also takes groups of other lengths, signs and digits of other scripts:
        // many spellings of one id.
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("a call id is a UUID in its 36-character form");
        }
        return new CallId(UUID.fromString(text));
    }

    /** Returns the id as a UUID. */
    public UUID value() {
        return new UUID(high, low);
    }

    /** Orders ids by time, as far as they tell it, then by chance. */
    @Override
    public int compareTo(CallId other) {
        int byHigh = Long.compareUnsigned(high, other.high);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
    }

    @Override
    public String toString() {
        return value().toString();
    }
}
