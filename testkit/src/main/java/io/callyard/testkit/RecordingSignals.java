package io.callyard.testkit;

import io.callyard.model.TenantId;
import io.callyard.spi.store.StoreSignals;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * Records what a store signals, and waits for it.
 *
 * <p><b>Threads.</b> Safe for many threads.
 */
public final class RecordingSignals implements StoreSignals {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition heard = lock.newCondition();
    private final List<TenantId> grown = new ArrayList<>();
    private int work;

    @Override
    public void eventsAppended(TenantId tenant) {
        lock.lock();
        try {
            grown.add(tenant);
            heard.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void workAvailable() {
        lock.lock();
        try {
            work++;
            heard.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Returns whose logs were said to have grown, oldest first, with repetitions. */
    public List<TenantId> grown() {
        lock.lock();
        try {
            return List.copyOf(grown);
        } finally {
            lock.unlock();
        }
    }

    /** Returns how often work was announced. */
    public int work() {
        lock.lock();
        try {
            return work;
        } finally {
            lock.unlock();
        }
    }

    /** Forgets what was heard so far. */
    public void forget() {
        lock.lock();
        try {
            grown.clear();
            work = 0;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until work was announced; returns at once if it was before. */
    public boolean awaitWork(Duration atMost) throws InterruptedException {
        return await(() -> work > 0, atMost);
    }

    /** Waits until the tenant's log was said to have grown; returns at once if it was before. */
    public boolean awaitGrowth(TenantId tenant, Duration atMost) throws InterruptedException {
        return await(() -> grown.contains(tenant), atMost);
    }

    private boolean await(BooleanSupplier condition, Duration atMost) throws InterruptedException {
        long left = atMost.toNanos();
        lock.lock();
        try {
            while (!condition.getAsBoolean()) {
                if (left <= 0) {
                    return false;
                }
                left = heard.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }
}
