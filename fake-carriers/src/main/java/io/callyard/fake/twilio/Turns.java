package io.callyard.fake.twilio;

import io.callyard.spi.scheduling.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Time and the lock: one turn after another, so that nobody in here has to think of threads. */
final class Turns {
    private final Scheduler scheduler;
    private final ReentrantLock lock = new ReentrantLock();
    private boolean closed;

    Turns(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /** Takes a turn at once, also when closed. */
    <T> T ask(Supplier<T> question) {
        lock.lock();
        try {
            return question.get();
        } finally {
            lock.unlock();
        }
    }

    /** Takes a turn at once, unless closed. */
    void run(Runnable task) {
        lock.lock();
        try {
            if (!closed) {
                task.run();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Takes a turn later, unless closed by then. */
    Scheduler.Timer after(Duration delay, Runnable task) {
        return scheduler.schedule(delay, () -> run(task));
    }

    /** Runs what may call strangers, so without the lock. */
    void outside(Runnable task) {
        scheduler.execute(task);
    }

    /** As {@link #outside}, later. */
    Scheduler.Timer outsideAfter(Duration delay, Runnable task) {
        return scheduler.schedule(delay, task);
    }

    Instant now() {
        return scheduler.instant();
    }

    /** From now on nothing happens by itself. */
    void close() {
        run(() -> closed = true);
    }
}
