package io.callyard;

import io.callyard.spi.scheduling.Scheduler;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The production scheduler: the system's clock, one timer thread, and workers. The only place where
 * Callyard starts a thread, reads the clock or draws a random number.
 *
 * <p>Workers are virtual threads on Java 24 and later, where they no longer pin their carriers in
 * {@code synchronized} code (JEP 491); before, threads that are made when all others are busy and end
 * when idle for a minute. Either way a task that hangs keeps its own worker and no other.
 */
public final class SystemScheduler implements Scheduler, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SystemScheduler.class);
    private static final int FIRST_WITHOUT_PINNING = 24;

    private final Clock clock = Clock.systemUTC();
    private final long startedAt = System.nanoTime();
    private final ScheduledThreadPoolExecutor timer;
    private final ExecutorService workers;

    /** Makes a scheduler with threads of its own. */
    public SystemScheduler() {
        this(newWorkers());
    }

    /**
     * Makes a scheduler that runs its tasks on the application's threads.
     *
     * @param workers must not bound the number of tasks that run at once: tasks may block. Closed with
     *     the scheduler
     */
    public SystemScheduler(ExecutorService workers) {
        this.workers = workers;
        timer = new ScheduledThreadPoolExecutor(1, daemons("callyard-timer-"));
        timer.setRemoveOnCancelPolicy(true);
    }

    @Override
    public Instant instant() {
        return clock.instant();
    }

    @Override
    public void execute(Runnable task) {
        try {
            workers.execute(() -> runLogged(task));
        } catch (RejectedExecutionException e) {
            log.debug("Task dropped: the scheduler is closed");
        }
    }

    @Override
    public Timer schedule(Duration delay, Runnable task) {
        try {
            ScheduledFuture<?> future = timer.schedule(() -> execute(task), nanos(delay), TimeUnit.NANOSECONDS);
            return () -> future.cancel(false);
        } catch (RejectedExecutionException e) {
            log.debug("Timer dropped: the scheduler is closed");
            return () -> {};
        }
    }

    @Override
    public <T> T await(CompletionStage<T> stage, Duration timeout) throws TimeoutException {
        try {
            return stage.toCompletableFuture().get(nanos(timeout), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw new CompletionException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompletionException(e);
        }
    }

    @Override
    public Duration uptime() {
        return Duration.ofNanos(System.nanoTime() - startedAt);
    }

    @Override
    public RandomGenerator random() {
        return ThreadLocalRandom.current();
    }

    /** Drops what has not begun and gives what has five seconds to end. */
    @Override
    public void close() {
        timer.shutdownNow();
        workers.shutdown();
        try {
            if (!workers.awaitTermination(5, TimeUnit.SECONDS)) {
                workers.shutdownNow();
            }
        } catch (InterruptedException e) {
            workers.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    /** Three centuries stand for all that is longer. */
    private static long nanos(Duration duration) {
        return Math.max(0, TimeUnit.NANOSECONDS.convert(duration));
    }

    private static void runLogged(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            log.error("A task failed", e);
        }
    }

    private static ExecutorService newWorkers() {
        if (Runtime.version().feature() >= FIRST_WITHOUT_PINNING) {
            try {
                return (ExecutorService) MethodHandles.publicLookup()
                        .findStatic(
                                Executors.class,
                                "newVirtualThreadPerTaskExecutor",
                                MethodType.methodType(ExecutorService.class))
                        .invokeExact();
            } catch (Throwable e) {
                log.debug("No virtual threads, although this Java should have them", e);
            }
        }
        return Executors.newCachedThreadPool(daemons("callyard-worker-"));
    }

    private static ThreadFactory daemons(String prefix) {
        AtomicLong number = new AtomicLong();
        return task -> {
            Thread thread = new Thread(task, prefix + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
