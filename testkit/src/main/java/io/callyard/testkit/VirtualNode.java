package io.callyard.testkit;

import io.callyard.spi.scheduling.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;

/**
 * One process of several on a {@link VirtualScheduler}: the same time and the same queue, but it can
 * be killed, frozen and given a wrong clock apart from the others.
 *
 * <p><b>Threads.</b> The same as its scheduler.
 */
public final class VirtualNode implements Scheduler {
    private final VirtualScheduler scheduler;
    private final List<VirtualTask> parked = new ArrayList<>();
    private Duration skew = Duration.ZERO;
    private boolean crashed;
    private boolean frozen;

    VirtualNode(VirtualScheduler scheduler) {
        this.scheduler = scheduler;
    }

    /**
     * Kills the process: its tasks and timers never run, new ones are ignored, and a task of its that
     * waits for a result never goes on. The task that calls this, if it is one of the node's, does go
     * on: see {@link #crashHere()}.
     */
    public void crash() {
        crashed = true;
        frozen = false;
        parked.clear();
        scheduler.remove(this);
    }

    /**
     * Kills the process in the middle of what it is doing. To be called in one of its tasks, which
     * goes no further: this never returns, but throws an {@link Error} that the scheduler takes for
     * what it is.
     *
     * @return nothing; so that a caller may write {@code throw node.crashHere()}
     */
    public Error crashHere() {
        crash();
        throw new NodeCrashedError();
    }

    /** Returns whether the process was killed. */
    public boolean isCrashed() {
        return crashed;
    }

    /** Stops the process, as a long garbage collection does: due tasks wait until {@link #thaw}. */
    public void freeze() {
        frozen = !crashed;
    }

    /** Lets a frozen process go on, with all that has become due. */
    public void thaw() {
        if (frozen) {
            frozen = false;
            scheduler.addAgain(parked);
            parked.clear();
        }
    }

    /** Returns whether the process is frozen. */
    public boolean isFrozen() {
        return frozen;
    }

    /** Sets how far this process's wall clock runs ahead; negative: behind. Nothing else is affected. */
    public void skew(Duration ahead) {
        skew = ahead;
    }

    @Override
    public Instant instant() {
        return scheduler.instant().plus(skew);
    }

    @Override
    public void execute(Runnable task) {
        schedule(Duration.ZERO, task);
    }

    @Override
    public Timer schedule(Duration delay, Runnable task) {
        return crashed ? () -> {} : scheduler.add(this, delay, task);
    }

    @Override
    public <T> T await(CompletionStage<T> stage, Duration timeout) throws TimeoutException {
        requireAlive();
        return scheduler.await(this, stage, timeout);
    }

    @Override
    public Duration uptime() {
        return scheduler.uptime();
    }

    /** Returns the scheduler's source, shared with all its nodes. */
    @Override
    public RandomGenerator random() {
        return scheduler.random();
    }

    void park(VirtualTask task) {
        parked.add(task);
    }

    void requireAlive() {
        if (crashed) {
            throw new NodeCrashedError();
        }
    }
}
