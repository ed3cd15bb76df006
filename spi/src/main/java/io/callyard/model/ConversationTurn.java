package io.callyard.model;

import io.callyard.internal.Checks;
import java.time.Instant;

/**
 * One thing said on a call.
 *
 * @param speaker who said it
 * @param text what was said, at most {@value #MAX_TEXT} characters; longer text is cut
 * @param at when
 */
public record ConversationTurn(Speaker speaker, String text, Instant at) {
    /** The longest text kept. */
    public static final int MAX_TEXT = 4_000;

    /** Who speaks. */
    public enum Speaker {
        /** The person who was called, or who called. */
        CUSTOMER,
        /** The human or AI agent. */
        AGENT
    }

    public ConversationTurn {
        text = Checks.clipped(text, MAX_TEXT);
    }
}
