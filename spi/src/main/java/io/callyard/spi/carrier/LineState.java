package io.callyard.spi.carrier;

/** What a carrier knows of a person's line. */
public enum LineState {
    /** It is open. */
    LIVE,

    /** It has ended, and that is certain. */
    OVER,

    /** Nobody knows: the carrier cannot tell, or could not be asked. */
    UNKNOWN
}
