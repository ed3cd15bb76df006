package io.callyard.postgresql;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** How long bytes take to the other side: at once, after a delay, or not before the stall ends. */
final class Line {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean stalled;
    private long delayNanos;

    /** Returns when what is ready to be sent has arrived, or when {@code cut} has become true. */
    void travel(BooleanSupplier cut) throws InterruptedException {
        lock.lock();
        try {
            long end = System.nanoTime() + delayNanos;
            while (!cut.getAsBoolean()) {
                long left = end - System.nanoTime();
                if (stalled) {
                    changed.await();
                } else if (left <= 0) {
                    return;
                } else {
                    changed.awaitNanos(left);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    void stall(boolean on) {
        change(() -> stalled = on);
    }

    void delay(Duration delay) {
        change(() -> delayNanos = delay.toNanos());
    }

    /** Lets those who wait look again whether they were cut. */
    void wake() {
        change(() -> {});
    }

    private void change(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
