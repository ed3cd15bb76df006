package io.callyard.model.inbound;

import io.callyard.model.CallId;
import java.time.Instant;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Names one stay of a person in the queues of a tenant: from the moment he comes until he has talked, was called back
 * or has gone. Not what the telephone network calls a caller id: that is {@link Arrival#number()}.
 *
 * @param value a UUID; those made by {@link #next} sort by time
 */
public record CallerId(UUID value) implements Comparable<CallerId> {

    /** Makes a new id, laid out as {@link CallId#next} describes. */
    public static CallerId next(Instant now, RandomGenerator random) {
        return new CallerId(CallId.next(now, random).value());
    }

    /**
     * Reads the usual text form.
     *
     * @throws IllegalArgumentException if {@code text} is not a UUID in its 36-character form
     */
    public static CallerId parse(String text) {
        return new CallerId(CallId.parse(text).value());
    }

    /** Orders ids as the text form does. */
    @Override
    public int compareTo(CallerId other) {
        return new CallId(value).compareTo(new CallId(other.value));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
