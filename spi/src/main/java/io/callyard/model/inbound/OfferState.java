package io.callyard.model.inbound;

/**
 * How an offer stands.
 *
 * <pre>
 * OPEN ─► ACCEPTED ─► CONNECTED
 *   │         └─────► FAILED, RESCINDED
 *   └─► REJECTED, TIMED_OUT, RESCINDED
 * </pre>
 */
public enum OfferState {
    /** Agents are asked. */
    OPEN,
    /** One agent has taken it and is being connected. */
    ACCEPTED,
    /** They talk. */
    CONNECTED,
    /** All who were asked said no. */
    REJECTED,
    /** Nobody answered in time. */
    TIMED_OUT,
    /** Taken back: the caller has gone, or the agent has. */
    RESCINDED,
    /** Accepted, but the connection did not come about. */
    FAILED;

    /** Returns whether it is not over yet. */
    public boolean isOpen() {
        return this == OPEN || this == ACCEPTED;
    }
}
