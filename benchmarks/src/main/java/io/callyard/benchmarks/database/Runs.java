package io.callyard.benchmarks.database;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * When which job ran. There is one for all: the peers make the objects of their jobs themselves, so that
 * a job can reach nothing else. Safe for many threads.
 */
final class Runs {
    private static volatile Runs current = new Runs(0);

    private final Map<String, Long> startedAt = new ConcurrentHashMap<>();
    private final CountDownLatch left;
    private volatile long firstAt;
    private volatile long lastAt;

    private Runs(int jobs) {
        left = new CountDownLatch(jobs);
    }

    /** Expects {@code jobs} jobs, and no more those before. */
    static Runs expect(int jobs) {
        current = new Runs(jobs);
        return current;
    }

    /** Called by each job. */
    static void ran(String id) {
        current.note(id, System.nanoTime());
    }

    private void note(String id, long now) {
        if (startedAt.putIfAbsent(id, now) == null) {
            synchronized (this) {
                firstAt = firstAt == 0 ? now : firstAt;
                lastAt = now;
            }
            left.countDown();
        }
    }

    /** Returns when all have run. */
    void await() throws InterruptedException {
        if (!left.await(5, TimeUnit.MINUTES)) {
            throw new IllegalStateException(left.getCount() + " jobs did not run within five minutes");
        }
    }

    /** When a job that ran did so, on the clock of {@link System#nanoTime}. */
    long startedAt(String id) {
        return startedAt.get(id);
    }

    long firstAt() {
        return firstAt;
    }

    long lastAt() {
        return lastAt;
    }
}
