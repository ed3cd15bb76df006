package io.callyard.model.inbound;

/** How a stay ended. Every caller has exactly one. */
public enum LeaveReason {
    /** Talked to an agent. */
    CONNECTED,
    /** Talked to an agent who called back. */
    CALLED_BACK,
    /** Hung up before an agent was there. */
    ABANDONED,
    /** Waited for the longest time, and was handed to the queue's {@link OverflowAction}. */
    OVERFLOWED,
    /** Was called back as often as the queue does and never reached, or may not be called at all. */
    NOT_REACHED,
    /** Did not want to be called back any more. */
    CALLBACK_CANCELED;

    /** Returns whether an agent and the person have talked. */
    public boolean isServed() {
        return this == CONNECTED || this == CALLED_BACK;
    }
}
