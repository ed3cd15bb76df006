package io.callyard.fake.telnyx;

import io.callyard.spi.scheduling.Scheduler;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Time, ids and the one lock that guards all the fake's state. Nothing outside the fake is called while it is held.
 *
 * <p><b>Threads.</b> Safe for many threads.
 */
final class Clockwork {
    private final Scheduler scheduler;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile boolean closed;

    Clockwork(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    Instant now() {
        return scheduler.instant();
    }

    <T extends @Nullable Object> T locked(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }

    void run(Runnable action) {
        lock.lock();
        try {
            action.run();
        } finally {
            lock.unlock();
        }
    }

    /** Runs an action later, with the lock held. Whoever cancels it holds the lock, too: then it does not run. */
    Scheduler.Timer after(Duration delay, Runnable action) {
        AtomicBoolean cancelled = new AtomicBoolean();
        Scheduler.Timer timer = scheduler.schedule(
                delay,
                () -> run(() -> {
                    if (!closed && !cancelled.get()) {
                        action.run();
                    }
                }));
        return () -> {
            // It may have begun already, and wait for the lock.
            cancelled.set(true);
            timer.cancel();
        };
    }

    /** Runs an action later, without the lock. */
    Scheduler.Timer freeAfter(Duration delay, Runnable action) {
        return scheduler.schedule(delay, () -> {
            if (!closed) {
                action.run();
            }
        });
    }

    String newId() {
        return new UUID(
                        (scheduler.random().nextLong() & ~0xF000L) | 0x4000L,
                        (scheduler.random().nextLong() >>> 2) | Long.MIN_VALUE)
                .toString();
    }

    String newControlId() {
        byte[] bytes = ByteBuffer.allocate(24)
                .putLong(scheduler.random().nextLong())
                .putLong(scheduler.random().nextLong())
                .putLong(scheduler.random().nextLong())
                .array();
        return "v3:" + Base64.getUrlEncoder().encodeToString(bytes);
    }

    void close() {
        closed = true;
    }
}
