package io.callyard.spi.scheduling;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;

/**
 * Time, threads and randomness for everything that needs them.
 *
 * <p>In production it is the system clock, a timer and workers. In tests and simulations it is one
 * thread with a virtual clock and a seed, so that a run can be repeated exactly. Nothing in the
 * engine or in a plug-in takes time, threads or randomness from anywhere else.
 *
 * <p><b>Threads.</b> Safe for many threads. Tasks may run at once and in any order; an exception
 * thrown by a task is logged and ends that task only.
 */
public interface Scheduler extends InstantSource {

    /**
     * Runs {@code task} soon, on a thread of the scheduler's. It may block.
     *
     * <p>After the scheduler was closed, tasks are dropped silently.
     */
    void execute(Runnable task);

    /**
     * Runs {@code task} once, {@code delay} from now, on a thread of the scheduler's.
     *
     * @param delay measured by a clock that no change of the wall clock moves; zero or negative: soon
     * @return cancels the task if it has not begun
     */
    Timer schedule(Duration delay, Runnable task);

    /**
     * Waits for a result, at most {@code timeout} long. A virtual scheduler lets virtual time pass
     * meanwhile.
     *
     * @throws TimeoutException if there is no result yet
     * @throws java.util.concurrent.CompletionException if the stage failed; its cause says why
     */
    <T> T await(CompletionStage<T> stage, Duration timeout) throws TimeoutException;

    /**
     * Returns the time since some fixed point, by a clock that no change of the wall clock moves. For
     * measuring how long something took on this node.
     */
    Duration uptime();

    /** Returns the source of randomness. Safe for many threads. Not for secrets. */
    RandomGenerator random();

    /** A task that has been scheduled. */
    @FunctionalInterface
    interface Timer {
        /** Keeps the task from running, if it has not begun. */
        void cancel();
    }
}
