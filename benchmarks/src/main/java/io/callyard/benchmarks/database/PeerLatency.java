package io.callyard.benchmarks.database;

import java.time.Duration;
import java.util.SplittableRandom;

/** How long a peer's user waits from the call that keeps a job to its start, in milliseconds. */
final class PeerLatency {
    private PeerLatency() {}

    /** On one node. */
    static Samples sameNode(Database database, Peer peer, int count) throws Exception {
        peer.open(database);
        try {
            peer.start();
            return samples(peer, count, peer.wakesByPolling() ? peer.pollInterval() : Duration.ZERO);
        } finally {
            peer.close();
        }
    }

    /** Kept by a node that runs nothing, started by another one. */
    static Samples otherNode(Database database, Peer keeps, Peer runs, int count) throws Exception {
        keeps.open(database);
        runs.join(database);
        try {
            runs.start();
            return samples(keeps, count, keeps.pollInterval());
        } finally {
            runs.close();
            keeps.close();
        }
    }

    private static Samples samples(Peer peer, int count, Duration longestPause) throws Exception {
        SplittableRandom random = new SplittableRandom(7);
        Samples samples = new Samples();
        for (int i = -count / 5 - 1; i < count; i++) {
            if (!longestPause.isZero()) {
                // Else each job would come right after a poll, which found the one before.
                Thread.sleep(random.nextLong(longestPause.toMillis()));
            }
            String id = "job-" + i;
            Runs runs = Runs.expect(1);
            long began = System.nanoTime();
            peer.enqueue(id);
            runs.await();
            if (i >= 0) {
                samples.add((runs.startedAt(id) - began) / 1e6);
            }
        }
        return samples;
    }
}
