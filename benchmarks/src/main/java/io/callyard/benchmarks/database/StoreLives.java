package io.callyard.benchmarks.database;

import io.callyard.model.Call;
import io.callyard.model.TenantId;
import io.callyard.spi.store.Claimed;
import io.callyard.spi.store.StoreSignals;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * Threads that lead calls through whole lives, as an engine does: each places a call, takes one that was
 * claimed, and reports it placed, ringing, answered and ended; one more claims, as many as there are,
 * whenever the store says that there may be work.
 */
final class StoreLives implements AutoCloseable {
    private static final int CLAIM = 32;

    private final Stores.Opened opened;
    private final CallLife life;
    private final List<TenantId> tenants;
    private final int threads;
    private final BlockingQueue<Call> claimed = new LinkedBlockingQueue<>();
    private final Semaphore work = new Semaphore(0);
    private final AtomicLong lives = new AtomicLong();
    private final AtomicLong emptyClaims = new AtomicLong();
    private final AtomicInteger running = new AtomicInteger();

    private StoreLives(Stores.Opened opened, int threads, int tenants) {
        this.opened = opened;
        this.threads = threads;
        life = new CallLife(opened.store(), "bench");
        this.tenants = IntStream.rangeClosed(1, tenants)
                .mapToObj(i -> new TenantId("tenant-" + i))
                .toList();
        life.claimAlong(CLAIM, this::take);
        opened.store().onSignal(new StoreSignals() {
            @Override
            public void eventsAppended(TenantId tenant) {
                // Nobody watches.
            }

            @Override
            public void workAvailable() {
                work.release();
            }
        });
    }

    private void take(List<Claimed> batch) {
        batch.forEach(one -> claimed.add(one.call()));
    }

    /** One tenant gets a slot per thread, many get ten each, so that limits are kept and nobody waits. */
    static StoreLives open(Stores stores, Database database, int threads, int tenants) {
        return new StoreLives(stores.open(database, Math.max(threads, 10)), threads, tenants);
    }

    /** Returns the lives per second. */
    double run(int millis) {
        long before = lives.get();
        long began = System.nanoTime();
        long deadline = began + millis * 1_000_000L;
        running.set(threads);
        Threads.together(threads + 1, index -> {
            if (index == threads) {
                claim();
                return;
            }
            while (System.nanoTime() < deadline) {
                one();
            }
            running.decrementAndGet();
            work.release();
        });
        return (lives.get() - before) / ((System.nanoTime() - began) / 1e9);
    }

    private void one() throws InterruptedException {
        life.place(tenants.get(ThreadLocalRandom.current().nextInt(tenants.size())));
        // Not always the call just placed; but as many were placed as are taken, so there is always one.
        Call call = claimed.take();
        life.answer(call);
        life.end(call);
        lives.incrementAndGet();
    }

    private void claim() throws InterruptedException {
        while (running.get() > 0) {
            work.acquire();
            work.drainPermits();
            int found;
            do {
                List<Claimed> batch = life.claim(CLAIM);
                take(batch);
                found = batch.size();
                emptyClaims.addAndGet(found == 0 ? 1 : 0);
            } while (found == CLAIM);
            opened.store().untilNextWork(Set.of()); // or the store would tell of every call that may need attention
        }
    }

    /** How many claims found nothing: work without a result, which the figure pays for. */
    long emptyClaims() {
        return emptyClaims.get();
    }

    /** Fails unless the log holds every event of every life, and every slot is free again. */
    void check() {
        long events = 0;
        int live = 0;
        for (TenantId tenant : tenants) {
            long last = opened.store().lastSeq(tenant);
            events += last == 0 ? 0 : last - 1; // the first one states the tenant's limits
            live += opened.store().tenantUsage(tenant).live();
        }
        if (events != CallLife.EVENTS * lives.get() || live != 0) {
            throw new IllegalStateException(
                    lives + " lives left " + events + " events and " + live + " calls that hold a slot");
        }
    }

    @Override
    public void close() {
        opened.close();
    }
}
