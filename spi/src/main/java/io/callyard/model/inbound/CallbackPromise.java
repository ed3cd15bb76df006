package io.callyard.model.inbound;

import io.callyard.model.CallId;
import io.callyard.model.PhoneNumber;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A caller waits without an open line, and will be called.
 *
 * @param number where
 * @param askedAt since when
 * @param promisedBy when he has to be called at the latest
 * @param notBefore not before this instant: his own wish, or the time between two tries
 * @param tries how often he was dialled
 * @param call the outbound call of the newest try
 * @param alerted whether somebody was told that the promise is about to be broken
 */
public record CallbackPromise(
        PhoneNumber number,
        Instant askedAt,
        Instant promisedBy,
        Instant notBefore,
        int tries,
        @Nullable CallId call,
        boolean alerted) {

    /** A new promise. */
    public static CallbackPromise of(PhoneNumber number, Instant askedAt, Instant promisedBy, Instant notBefore) {
        return new CallbackPromise(number, askedAt, promisedBy, notBefore, 0, null, false);
    }

    /** The person is dialled. */
    public CallbackPromise dialled(CallId value) {
        return new CallbackPromise(number, askedAt, promisedBy, notBefore, tries + 1, value, alerted);
    }

    /** The person is tried again later. */
    public CallbackPromise again(Instant at) {
        return new CallbackPromise(number, askedAt, promisedBy, at, tries, call, alerted);
    }

    /** The person wants another time. */
    public CallbackPromise moved(Instant at, Instant by) {
        return new CallbackPromise(number, askedAt, by, at, tries, call, false);
    }

    /** Somebody was told. */
    public CallbackPromise withAlert() {
        return new CallbackPromise(number, askedAt, promisedBy, notBefore, tries, call, true);
    }
}
