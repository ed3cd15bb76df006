package io.callyard.telephony.simulated;

import java.util.concurrent.atomic.AtomicLong;

/** Counts what callers do. Safe for many threads. */
final class CallerTally {
    private final AtomicLong arrived = new AtomicLong();
    private final AtomicLong connected = new AtomicLong();
    private final AtomicLong abandoned = new AtomicLong();
    private final AtomicLong pressed = new AtomicLong();
    private final AtomicLong released = new AtomicLong();
    private final AtomicLong talksOver = new AtomicLong();

    /** Returns how many came before. */
    long arrived() {
        return arrived.getAndIncrement();
    }

    void connected() {
        connected.incrementAndGet();
    }

    void abandoned() {
        abandoned.incrementAndGet();
    }

    void pressed() {
        pressed.incrementAndGet();
    }

    void released() {
        released.incrementAndGet();
    }

    void talkOver() {
        talksOver.incrementAndGet();
    }

    CallerCounts counts() {
        return new CallerCounts(
                arrived.get(), connected.get(), abandoned.get(), pressed.get(), released.get(), talksOver.get());
    }
}
