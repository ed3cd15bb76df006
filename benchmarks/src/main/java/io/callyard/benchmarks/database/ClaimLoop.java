package io.callyard.benchmarks.database;

import io.callyard.model.Call;
import io.callyard.model.TenantId;
import io.callyard.spi.store.Claimed;
import io.callyard.spi.store.Store;
import io.callyard.spi.store.StoreSignals;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * What an engine does with a store on one node: it lets the store claim along with changes; a signal wakes a thread,
 * which claims until nothing is left and asks when time alone makes the next work. A sweep mends what a signal missed.
 */
final class ClaimLoop implements AutoCloseable {
    private static final int BATCH = 32;
    private static final Duration SWEEP = Duration.ofSeconds(30);

    private final Store store;
    private final CallLife life;
    private final AutoCloseable signals;
    private final AutoCloseable along;
    private final Object lock = new Object();
    private final BlockingQueue<Taken> taken = new LinkedBlockingQueue<>();
    private final Thread thread;
    private boolean wanted = true;
    private boolean idle;
    private boolean closed;

    /**
     * A claimed call.
     *
     * @param call the call
     * @param at when the claim had returned, on the clock of {@link System#nanoTime}
     */
    record Taken(Call call, long at) {}

    ClaimLoop(Store store, String node) {
        this.store = store;
        life = new CallLife(store, node);
        signals = store.onSignal(new StoreSignals() {
            @Override
            public void eventsAppended(TenantId tenant) {}

            @Override
            public void workAvailable() {
                synchronized (lock) {
                    wanted = true;
                    lock.notifyAll();
                }
            }
        });
        along = life.claimAlong(BATCH, this::take);
        thread = new Thread(this::rounds, "claims of " + node);
        thread.setDaemon(true);
        thread.start();
    }

    /** Returns the next call claimed; fails if none comes before the sweep has run twice. */
    Taken next() throws InterruptedException {
        Taken next = taken.poll(2 * SWEEP.toSeconds(), TimeUnit.SECONDS);
        if (next == null) {
            throw new IllegalStateException("nothing was claimed");
        }
        return next;
    }

    /** Returns when the loop waits for a signal and has none, as it mostly does on a quiet node. */
    void awaitIdle() throws InterruptedException {
        synchronized (lock) {
            while (!idle || wanted) {
                lock.wait();
            }
        }
    }

    private void rounds() {
        try {
            Duration next = Duration.ZERO;
            while (isWanted(next)) {
                int claimed;
                do {
                    claimed = claim();
                } while (claimed == BATCH);
                next = store.untilNextWork(Set.of()).orElse(SWEEP);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int claim() {
        List<Claimed> claimed = life.claim(BATCH);
        take(claimed);
        return claimed.size();
    }

    private void take(List<Claimed> claimed) {
        long now = System.nanoTime();
        claimed.forEach(one -> taken.add(new Taken(one.call(), now)));
    }

    /** Waits for a signal, but not longer than until time alone makes work. */
    private boolean isWanted(Duration next) throws InterruptedException {
        long end = System.nanoTime() + Math.max(1_000_000, Math.min(next.toNanos(), SWEEP.toNanos()));
        synchronized (lock) {
            idle = true;
            lock.notifyAll();
            long left = end - System.nanoTime();
            while (!wanted && !closed && left > 0) {
                TimeUnit.NANOSECONDS.timedWait(lock, left);
                left = end - System.nanoTime();
            }
            idle = false;
            wanted = false;
            return !closed;
        }
    }

    @Override
    public void close() throws Exception {
        signals.close();
        along.close();
        synchronized (lock) {
            closed = true;
            lock.notifyAll();
        }
        thread.join();
    }
}
