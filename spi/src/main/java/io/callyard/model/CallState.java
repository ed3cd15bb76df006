package io.callyard.model;

/**
 * Where a call stands. The order of the constants is the order of progress: what a carrier reports
 * only ever moves a call forward.
 *
 * <pre>
 * SCHEDULED ─due─► QUEUED ─reserve─► RESERVED ─placed─► DIALING ─► RINGING ─► IN_PROGRESS ─► ENDED
 *     ▲              │ ▲ ▲              │  │               │          │            │           ▲
 *     └─── retry ────┼─┘ └─ returned ───┘  └─ no answer ─► UNKNOWN ───┴─ looked up ────────────┤
 *                    └──────────────────────── cancel ──────────────────────────────────────────┘
 * </pre>
 */
public enum CallState {
    /** Waits for its time. Enters the queue when {@code notBefore} is reached. */
    SCHEDULED,
    /** Waits in line for a slot. */
    QUEUED,
    /** Holds a slot; the carrier is about to be asked, or has been and has not answered. */
    RESERVED,
    /** Holds a slot; whether the carrier made the call is not known. Asked after until it is. */
    UNKNOWN,
    /** Holds a slot; the carrier has taken the call. */
    DIALING,
    /** Holds a slot; the far end rings. */
    RINGING,
    /** Holds a slot; somebody or something has answered. */
    IN_PROGRESS,
    /** Over, with an {@link Outcome}. Nothing changes it any more. */
    ENDED;

    /** Returns whether a call in this state counts against the limits. */
    public boolean holdsSlot() {
        return this != SCHEDULED && this != QUEUED && this != ENDED;
    }

    /** Returns whether the carrier has confirmed that the call exists and it is not over. */
    public boolean isAtCarrier() {
        return this == DIALING || this == RINGING || this == IN_PROGRESS;
    }

    /** Returns whether this state is further along than {@code other}. */
    public boolean isBeyond(CallState other) {
        return compareTo(other) > 0;
    }
}
