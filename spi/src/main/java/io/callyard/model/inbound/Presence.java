package io.callyard.model.inbound;

/** What an agent chose to be, or was set to when he did not answer. */
public enum Presence {
    /** Takes callers. */
    AVAILABLE,
    /** Logged in, takes none. */
    AWAY,
    /** Not there. */
    OFFLINE
}
