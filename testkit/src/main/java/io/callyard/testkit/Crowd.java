package io.callyard.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;

/** Many threads that leave together. */
final class Crowd {
    /** How many. */
    static final int SIZE = 16;

    /** Only a bug reaches it; below the time-out of a test, so that the test still ends in order. */
    private static final long SECONDS = 15;

    private Crowd() {}

    /** Runs one task per thread and returns what each answered, in the order of the threads. */
    static <T> List<T> run(IntFunction<Callable<T>> taskOfThread) {
        CyclicBarrier start = new CyclicBarrier(SIZE);
        List<Callable<T>> tasks = new ArrayList<>();
        for (int thread = 0; thread < SIZE; thread++) {
            Callable<T> task = taskOfThread.apply(thread);
            tasks.add(() -> {
                start.await(SECONDS, TimeUnit.SECONDS);
                return task.call();
            });
        }
        ExecutorService pool = Executors.newFixedThreadPool(SIZE);
        try {
            List<T> answers = new ArrayList<>();
            for (Future<T> future : pool.invokeAll(tasks, SECONDS, TimeUnit.SECONDS)) {
                answers.add(future.get());
            }
            return answers;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        } catch (ExecutionException e) {
            throw new AssertionError("a thread failed: " + e.getCause(), e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    /** Asks on another thread; empty if no answer comes in time. */
    static <T> Optional<T> ask(Callable<T> question, Duration atMost) {
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            return Optional.of(other.submit(question).get(atMost.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        } catch (ExecutionException e) {
            throw new AssertionError("the other thread failed: " + e.getCause(), e.getCause());
        } finally {
            other.shutdownNow();
        }
    }
}
