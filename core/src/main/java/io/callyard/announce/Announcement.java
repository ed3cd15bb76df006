package io.callyard.announce;

import io.callyard.model.WaitEstimate;
import io.callyard.model.inbound.OverflowAction;
import java.time.Duration;

/** Something that a caller is told. */
public sealed interface Announcement {
    /** The key that makes a callback. */
    String CALLBACK_DIGIT = "1";

    /** He has come. */
    record Welcome() implements Announcement {}

    /**
     * Where he stands.
     *
     * @param position his position, from 1
     * @param estimate how long it will probably take
     * @param rose whether that is longer than what he was told before
     * @param callbackOffered whether he is told as well that he may be called back
     */
    record Standing(int position, WaitEstimate estimate, boolean rose, boolean callbackOffered)
            implements Announcement {
        public Standing {
            if (position < 1) {
                throw new IllegalArgumentException("a position must be 1 or more, but was " + position);
            }
        }

        /** Returns the time to be written down as told, against which the next estimate is held: the likely one. */
        public Duration told() {
            return estimate.likely();
        }
    }

    /** He may be called back. */
    record CallbackOffer() implements Announcement {}

    /**
     * He will be called back.
     *
     * @param promisedWithin within which time from now
     */
    record CallbackConfirmed(Duration promisedWithin) implements Announcement {
        public CallbackConfirmed {
            if (promisedWithin.isNegative()) {
                throw new IllegalArgumentException("nobody can be called back in the past: " + promisedWithin);
            }
        }
    }

    /**
     * Nobody could take him.
     *
     * @param action what becomes of him now
     */
    record Overflow(OverflowAction action) implements Announcement {}

    /** He calls when nobody is there. What becomes of him then is said by an {@link Overflow}. */
    record Closed() implements Announcement {}
}
