package io.callyard.audit;

import io.callyard.event.CallerEvent.CallbackDialed;
import io.callyard.event.CallerEvent.CallbackPromised;
import io.callyard.model.CallId;
import io.callyard.model.PhoneNumber;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A promise to call somebody back, as far as the events tell.
 *
 * @param number where; absent if the promise is older than the log
 * @param notBefore not before this instant; absent if no event has told it
 * @param tries how often he was dialled; {@value #UNKNOWN} if no event has told it
 * @param call the newest call to him; absent if no event has told one
 */
record FoldedCallback(
        @Nullable PhoneNumber number,
        @Nullable Instant notBefore,
        int tries,
        @Nullable CallId call) {
    static final int UNKNOWN = -1;

    /** A promise from before the log's beginning. */
    static final FoldedCallback OLD = new FoldedCallback(null, null, UNKNOWN, null);

    /** A promise, of which no event has told yet whether it is the first. */
    FoldedCallback promised(CallbackPromised promised) {
        return new FoldedCallback(promised.number(), promised.notBefore(), tries, call);
    }

    /** The first promise. */
    static FoldedCallback first(CallbackPromised promised) {
        return new FoldedCallback(promised.number(), promised.notBefore(), 0, null);
    }

    FoldedCallback dialled(CallbackDialed dialed) {
        return new FoldedCallback(number, notBefore, dialed.tries(), dialed.call());
    }

    FoldedCallback again(Instant at) {
        return new FoldedCallback(number, at, tries, call);
    }
}
