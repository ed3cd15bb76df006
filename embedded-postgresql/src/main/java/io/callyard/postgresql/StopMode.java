package io.callyard.postgresql;

/** How a server is asked to stop. */
public enum StopMode {
    /** Rolls back what is open, writes a checkpoint and ends: the next start has nothing to recover. */
    FAST("INT"),
    /** Ends at once, as after a crash: the next start recovers from the log. */
    IMMEDIATE("QUIT");

    private final String signal;

    StopMode(String signal) {
        this.signal = signal;
    }

    String signal() {
        return signal;
    }
}
