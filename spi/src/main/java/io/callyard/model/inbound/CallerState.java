package io.callyard.model.inbound;

/**
 * Where a caller is.
 *
 * <pre>
 * WAITING ⇄ OFFERED ─accepted, bridged─► CONNECTED ─► ENDED
 *    ▲        │ │                            ▲           ▲
 *    │        │ └─accepted, to be called─► DIALING       │
 *    │        │           (a callback)       │           │
 *    └────────┴────────not reached───────────┘           │
 *    └──── gone, overflowed, callback given up ──────────┘
 * </pre>
 *
 * A caller with a {@link CallbackPromise} goes the same way without an open line.
 */
public enum CallerState {
    /** In line. */
    WAITING,
    /** Agents are asked, or one has accepted and is being connected; the place in line is kept. */
    OFFERED,
    /** An agent is ready to talk, and the person is being called back. */
    DIALING,
    /** Talks to an agent. */
    CONNECTED,
    /** Gone: see {@link Leaving}. */
    ENDED;

    /** Returns whether such a caller stands in line: waits, or is offered and would wait again. */
    public boolean isInLine() {
        return this == WAITING || this == OFFERED;
    }
}
