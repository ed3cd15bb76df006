package io.callyard.store.jdbc.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/** Many threads that begin together. */
public final class Crew {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Crew() {}

    /** Work that may fail in any way. */
    @FunctionalInterface
    public interface Work {
        /** Does it. */
        void run() throws Exception;
    }

    /** Runs one task on each thread and returns their answers, in the order of the threads. */
    public static <T> List<T> ask(int threads, IntFunction<Callable<T>> taskOf) {
        CyclicBarrier start = new CyclicBarrier(threads);
        List<Callable<T>> tasks = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            Callable<T> task = taskOf.apply(i);
            tasks.add(() -> {
                start.await();
                return task.call();
            });
        }
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<T> answers = new ArrayList<>();
            for (Future<T> future : pool.invokeAll(tasks, PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                answers.add(future.get());
            }
            return answers;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        } catch (CancellationException e) {
            throw new AssertionError("not done after " + PATIENCE, e);
        } catch (ExecutionException e) {
            throw new AssertionError("a thread failed: " + e.getCause(), e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    /** Runs work on each thread. */
    public static void run(int threads, IntFunction<Work> workOf) {
        ask(threads, thread -> {
            Work work = workOf.apply(thread);
            return () -> {
                work.run();
                return true;
            };
        });
    }
}
