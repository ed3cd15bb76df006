package io.callyard.benchmarks.database;

import java.util.List;
import java.util.stream.IntStream;

/**
 * How many jobs per second a peer gets through, in two ways: while threads give it one job after the
 * other, as calls are placed; and from a queue that was filled before, which is its best case.
 *
 * @param enqueuedAndRun from the first job given to the last one run
 * @param runOnly from the first job run to the last
 */
record PeerRates(Samples enqueuedAndRun, Samples runOnly) {

    PeerRates() {
        this(new Samples(), new Samples());
    }

    /** Adds one sample of each, both on an empty database. */
    void measure(Databases databases, Peer peer, int threads, int jobs) throws Exception {
        Database database = databases.create();
        peer.open(database);
        try {
            peer.start();
            enqueuedAndRun.add(enqueueAndRun(peer, threads, jobs));
        } finally {
            peer.close();
        }
        databases.drop(database);
        database = databases.create();
        peer.open(database);
        try {
            runOnly.add(run(peer, jobs));
        } finally {
            peer.close();
        }
        databases.drop(database);
    }

    private static double enqueueAndRun(Peer peer, int threads, int jobs) throws InterruptedException {
        int each = jobs / threads;
        Runs runs = Runs.expect(each * threads);
        long began = System.nanoTime();
        Threads.together(threads, index -> {
            for (int i = 0; i < each; i++) {
                peer.enqueue("job-" + index + "-" + i);
            }
        });
        runs.await();
        return each * threads / ((runs.lastAt() - began) / 1e9);
    }

    private static double run(Peer peer, int jobs) throws Exception {
        List<String> ids = IntStream.range(0, jobs).mapToObj(i -> "job-" + i).toList();
        peer.enqueueAll(ids);
        Runs runs = Runs.expect(jobs);
        peer.start();
        runs.await();
        return jobs / ((runs.lastAt() - runs.firstAt()) / 1e9);
    }
}
