package io.callyard.benchmarks.database;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs the same on several threads. */
final class Threads {
    private Threads() {}

    /** What one of the threads does. */
    interface Part {
        void run(int index) throws Exception;
    }

    /** Lets all threads leave together, and returns when the last is done; fails if one fails. */
    static void together(int threads, Part part) {
        CyclicBarrier start = new CyclicBarrier(threads);
        List<Callable<Void>> parts = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            int index = i;
            parts.add(() -> {
                start.await();
                part.run(index);
                return null;
            });
        }
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            for (Future<Void> done : pool.invokeAll(parts)) {
                done.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }
}
