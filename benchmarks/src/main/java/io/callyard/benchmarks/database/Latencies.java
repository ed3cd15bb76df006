package io.callyard.benchmarks.database;

import io.callyard.model.Call;
import io.callyard.model.Limits;
import io.callyard.model.TenantId;
import java.util.SplittableRandom;

/** How long the store's users wait, one sample after the other on an idle machine, in milliseconds. */
final class Latencies {
    private static final TenantId TENANT = new TenantId("tenant-1");

    /** As long as a node may wait until it looks again. */
    private static final int LONGEST_PAUSE_MILLIS = 200;

    private Latencies() {}

    /** From the call of place to the end of the claim, on one node. */
    static Samples fromPlaced(Stores stores, Database database, int count) throws Exception {
        try (Stores.Opened opened = stores.open(database, Limits.UNLIMITED);
                ClaimLoop loop = new ClaimLoop(opened.store(), "node-a")) {
            return placed(new CallLife(opened.store(), "node-a"), loop, count, 1);
        }
    }

    /** From the call of place on one node to the end of the claim on another one. */
    static Samples fromPlacedElsewhere(Stores stores, Database database, int count) throws Exception {
        try (Stores.Opened here = stores.open(database, Limits.UNLIMITED);
                Stores.Opened there = stores.open(database, Limits.UNLIMITED);
                ClaimLoop loop = new ClaimLoop(there.store(), "node-b")) {
            return placed(new CallLife(here.store(), "node-a"), loop, count, LONGEST_PAUSE_MILLIS);
        }
    }

    private static Samples placed(CallLife life, ClaimLoop loop, int count, int longestPauseMillis)
            throws InterruptedException {
        SplittableRandom random = new SplittableRandom(7);
        Samples samples = new Samples();
        for (int i = -count / 5; i < count; i++) {
            // Else each call would come right after a look at what other nodes did, which found the one before.
            Thread.sleep(random.nextInt(longestPauseMillis));
            loop.awaitIdle();
            long began = System.nanoTime();
            life.place(TENANT);
            ClaimLoop.Taken taken = loop.next();
            if (i >= 0) {
                samples.add((taken.at() - began) / 1e6);
            }
            life.end(taken.call());
        }
        return samples;
    }

    /** From the report that a call has ended to the end of the claim of the next in line, with one slot. */
    static Samples fromFreed(Stores stores, Database database, int count, int queued) throws Exception {
        try (Stores.Opened opened = stores.open(database, 1)) {
            CallLife life = new CallLife(opened.store(), "node-a");
            for (int i = 0; i < queued; i++) {
                life.place(TENANT);
            }
            try (ClaimLoop loop = new ClaimLoop(opened.store(), "node-a")) {
                return freed(life, loop, count);
            }
        }
    }

    private static Samples freed(CallLife life, ClaimLoop loop, int count) throws InterruptedException {
        Samples samples = new Samples();
        Call live = loop.next().call();
        for (int i = -count / 5; i < count; i++) {
            life.answer(live);
            life.place(TENANT); // the line stays as long as it is
            loop.awaitIdle();
            long began = System.nanoTime();
            life.end(live);
            ClaimLoop.Taken taken = loop.next();
            if (i >= 0) {
                samples.add((taken.at() - began) / 1e6);
            }
            live = taken.call();
        }
        return samples;
    }
}
