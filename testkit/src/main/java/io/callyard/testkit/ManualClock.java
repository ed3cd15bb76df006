package io.callyard.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * A clock that stands still until it is moved.
 *
 * <p><b>Threads.</b> Safe for many threads.
 */
public final class ManualClock implements InstantSource {
    private Instant now;

    private ManualClock(Instant now) {
        this.now = now;
    }

    /** Makes a clock that says what a new {@link VirtualScheduler} says. */
    public static ManualClock create() {
        return at(VirtualScheduler.START);
    }

    /** Makes a clock that says {@code now}. */
    public static ManualClock at(Instant now) {
        return new ManualClock(now);
    }

    /** Moves the clock by {@code duration}; a negative one moves it back, as a bad clock may. */
    public synchronized void advance(Duration duration) {
        now = now.plus(duration);
    }

    /** Moves the clock to {@code instant}. */
    public synchronized void set(Instant instant) {
        now = instant;
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }
}
