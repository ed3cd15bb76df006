package io.callyard.benchmarks.database;

import io.callyard.model.Call;
import io.callyard.model.TenantId;
import io.callyard.spi.store.Claimed;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * Threads that lead calls through whole lives, each one call at a time: it places one, claims the one
 * that is next in line, and reports it placed, ringing, answered and ended.
 */
final class StoreLives implements AutoCloseable {
    private final Stores.Opened opened;
    private final CallLife life;
    private final List<TenantId> tenants;
    private final int threads;
    private final AtomicLong lives = new AtomicLong();
    private final AtomicLong emptyClaims = new AtomicLong();

    private StoreLives(Stores.Opened opened, int threads, int tenants) {
        this.opened = opened;
        this.threads = threads;
        life = new CallLife(opened.store(), "bench");
        this.tenants = IntStream.rangeClosed(1, tenants)
                .mapToObj(i -> new TenantId("tenant-" + i))
                .toList();
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
        Threads.together(threads, index -> {
            while (System.nanoTime() < deadline) {
                one();
            }
        });
        return (lives.get() - before) / ((System.nanoTime() - began) / 1e9);
    }

    private void one() {
        life.place(tenants.get(ThreadLocalRandom.current().nextInt(tenants.size())));
        Call call = claimed();
        life.answer(call);
        life.end(call);
        lives.incrementAndGet();
    }

    /** Not always the call just placed; but as many were placed as are claimed, so there is always one. */
    private Call claimed() {
        List<Claimed> claimed = life.claim(1);
        while (claimed.isEmpty()) {
            emptyClaims.incrementAndGet();
            Thread.onSpinWait();
            claimed = life.claim(1);
        }
        return claimed.get(0).call();
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
