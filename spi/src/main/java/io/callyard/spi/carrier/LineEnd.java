package io.callyard.spi.carrier;

/** How a line is let go of. */
public enum LineEnd {
    /** It is ended. */
    HANG_UP,
    /** The caller leaves a message; then it is ended. */
    VOICEMAIL
}
