package io.callyard.model.inbound;

import io.callyard.model.CallId;
import java.time.Instant;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Names an offer of a caller to agents.
 *
 * @param value a UUID; those made by {@link #next} sort by time
 */
public record OfferId(UUID value) {

    /** Makes a new id, laid out as {@link CallId#next} describes. */
    public static OfferId next(Instant now, RandomGenerator random) {
        return new OfferId(CallId.next(now, random).value());
    }

    /**
     * Reads the usual text form.
     *
     * @throws IllegalArgumentException if {@code text} is not a UUID in its 36-character form
     */
    public static OfferId parse(String text) {
        return new OfferId(CallId.parse(text).value());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
