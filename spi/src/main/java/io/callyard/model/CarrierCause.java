package io.callyard.model;

import io.callyard.internal.Checks;
import org.jspecify.annotations.Nullable;

/**
 * Why something ended, in the words of whoever said so; kept beside the neutral {@link Outcome}.
 *
 * @param text a short sentence or the carrier's own word, at most {@value #MAX} characters; longer
 *     text is cut
 * @param code the carrier's or the SIP code, where there is one
 */
public record CarrierCause(String text, @Nullable String code) {
    /** The longest text kept. */
    public static final int MAX = 300;

    public CarrierCause {
        text = Checks.clipped(text, MAX);
        code = code == null ? null : Checks.clipped(code, 64);
    }

    /** A cause without a code. */
    public static CarrierCause of(String text) {
        return new CarrierCause(text, null);
    }

    @Override
    public String toString() {
        return code == null ? text : text + " (" + code + ")";
    }
}
