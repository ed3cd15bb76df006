package io.callyard.telephony.twilio;

/** What this driver is asked for and told. */
enum Path {
    /** Somebody calls one of our numbers. */
    VOICE("/voice"),
    /** What a caller hears while he waits. */
    WAIT("/wait"),
    /** A caller does not wait any more. */
    LEFT("/left"),
    /** A caller pressed a key. */
    DIGIT("/digit"),
    /** A caller's call is over. */
    LINE_STATUS("/line-status"),
    /** A caller has left a message. */
    VOICEMAIL("/voicemail"),
    /** How far an outbound call has come. */
    STATUS("/status"),
    /** Who or what has answered an outbound call. */
    DETECTION("/amd"),
    /** What a called person hears who is held. */
    OUTBOUND("/outbound"),
    /** An agent has picked up. */
    AGENT("/agent"),
    /** An agent pressed a key. */
    AGENT_KEY("/agent-key"),
    /** What an agent hears while he waits for the person. */
    AGENT_WAIT("/agent-wait"),
    /** An agent does not wait or talk any more. */
    AGENT_LEFT("/agent-left"),
    /** An agent's call has begun or is over. */
    AGENT_STATUS("/agent-status"),
    /** A person and an agent are being joined. */
    JOINED("/joined"),
    /** A person and an agent have talked, or could not be joined. */
    AFTER("/after");

    private final String path;

    Path(String path) {
        this.path = path;
    }

    /** Returns it as it stands in an address, below the public one. */
    String path() {
        return path;
    }
}
