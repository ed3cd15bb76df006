package io.callyard.model.inbound;

/** What calls do to an agent. Beside it stands the {@link Presence}, which is the agent's own choice. */
public enum AgentState {
    /** Has room for a caller. */
    READY,
    /** Is asked, or has accepted and is being connected. */
    OFFERED,
    /** Talks, and has no room for another. */
    ON_CALL,
    /** Finishes the work of the last call. */
    WRAP_UP
}
