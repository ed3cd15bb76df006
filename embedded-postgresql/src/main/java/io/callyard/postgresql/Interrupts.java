package io.callyard.postgresql;

/** Turns an interrupt into an unchecked exception without losing it. */
final class Interrupts {
    private Interrupts() {}

    static IllegalStateException restored(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("Interrupted", e);
    }
}
