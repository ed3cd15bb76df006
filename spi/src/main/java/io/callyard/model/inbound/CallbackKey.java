package io.callyard.model.inbound;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The idempotency key of an outbound call that calls somebody back: a try that was begun by a node which died is found
 * by it again, and a carrier driver is told that an agent waits for the person.
 *
 * @param caller who is called back
 * @param number the number of the try, from 1
 */
public record CallbackKey(CallerId caller, int number) {
    private static final String PREFIX = "callback:";

    /**
     * Reads the text form.
     *
     * @param key any call's key; absent, or somebody else's: the answer is empty
     */
    public static Optional<CallbackKey> parse(@Nullable String key) {
        if (key == null || !key.startsWith(PREFIX)) {
            return Optional.empty();
        }
        String[] parts = key.split(":", -1);
        try {
            return parts.length == 3
                    ? Optional.of(new CallbackKey(CallerId.parse(parts[1]), Integer.parseInt(parts[2])))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            // Somebody else's key that begins like ours.
            return Optional.empty();
        }
    }

    /** Returns the key's text. */
    @Override
    public String toString() {
        return PREFIX + caller + ":" + number;
    }
}
