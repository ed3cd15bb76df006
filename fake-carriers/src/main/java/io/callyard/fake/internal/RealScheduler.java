package io.callyard.fake.internal;

import io.callyard.spi.scheduling.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
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
import java.util.random.RandomGenerator;

/**
 * Real time and threads, for a fake carrier in a process of its own. Its threads do not keep the process alive.
 *
 * <p><b>Threads.</b> Safe for many threads.
 */
public final class RealScheduler implements Scheduler, AutoCloseable {
    private static final System.Logger log = System.getLogger(RealScheduler.class.getName());

    private final InstantSource clock = InstantSource.system();
    private final long startedAt = System.nanoTime();
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, daemons("fake-timer"));
    private final ExecutorService workers = Executors.newCachedThreadPool(daemons("fake-worker"));

    /** Starts. */
    public RealScheduler() {
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
            log.log(System.Logger.Level.DEBUG, "Task dropped: the scheduler is closed");
        }
    }

    @Override
    public Timer schedule(Duration delay, Runnable task) {
        try {
            ScheduledFuture<?> future = timer.schedule(() -> execute(task), delay.toNanos(), TimeUnit.NANOSECONDS);
            return () -> future.cancel(false);
        } catch (RejectedExecutionException e) {
            log.log(System.Logger.Level.DEBUG, "Timer dropped: the scheduler is closed");
            return () -> {};
        }
    }

    @Override
    public <T> T await(CompletionStage<T> stage, Duration timeout) throws TimeoutException {
        try {
            return stage.toCompletableFuture().get(timeout.toNanos(), TimeUnit.NANOSECONDS);
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

    /** Drops what has not begun. */
    @Override
    public void close() {
        timer.shutdownNow();
        workers.shutdownNow();
    }

    private static void runLogged(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            log.log(System.Logger.Level.ERROR, "Task failed", e);
        }
    }

    private static ThreadFactory daemons(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
