package io.callyard.model.inbound;

/** What becomes of somebody who waits too long, or calls when nobody is there. */
public enum OverflowAction {
    /** He is called back; where his number is withheld, he leaves a message. */
    CALLBACK,
    /** He leaves a message. */
    VOICEMAIL,
    /** He waits in another queue, at the same place. */
    OTHER_QUEUE,
    /** He is told so, and the line is ended. */
    HANG_UP
}
