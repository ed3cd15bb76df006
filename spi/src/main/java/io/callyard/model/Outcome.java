package io.callyard.model;

/** How a call ended. */
public enum Outcome {
    /** It was answered and is over. */
    COMPLETED,
    /** Nobody answered. */
    NO_ANSWER,
    /** The line was busy. */
    BUSY,
    /** A machine picked up. */
    MACHINE,
    /** The called person declined it. */
    REJECTED,
    /** The carrier could not make it. */
    FAILED,
    /** It was taken back before anybody answered. */
    CANCELED,
    /** A {@code DialPolicy} forbade it. */
    SUPPRESSED,
    /** Its time ran out while it waited. */
    EXPIRED,
    /**
     * No clear answer came, and the carrier does not list it. It was probably not made, but that is
     * no proof, so it is not dialled again by itself.
     */
    NOT_PLACED,
    /** No clear answer came, and nothing could be learnt until the deadline. */
    UNKNOWN
}
