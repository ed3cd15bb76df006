package io.callyard.model.inbound;

import io.callyard.model.WaitEstimate;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a caller has heard.
 *
 * @param expected what was expected when he joined, for measuring how good that was; told or not
 * @param position the last position he was told, 0 if none
 * @param estimate the last estimate he was told
 * @param at when he was last spoken to
 * @param callbackOffered whether he was told that he may be called back
 */
public record Told(
        @Nullable WaitEstimate expected,
        int position,
        @Nullable Duration estimate,
        @Nullable Instant at,
        boolean callbackOffered) {
    /** Nothing. */
    public static final Told NOTHING = new Told(null, 0, null, null, false);

    /** He joins with an expectation. */
    public static Told joined(WaitEstimate expected) {
        return new Told(expected, 0, null, null, false);
    }

    /** He is told where he stands. */
    public Told position(int value, Duration wait, Instant now) {
        return new Told(expected, value, wait, now, callbackOffered);
    }

    /** He is told that he may be called back. */
    public Told withCallbackOffer(Instant now) {
        return new Told(expected, position, estimate, now, true);
    }
}
