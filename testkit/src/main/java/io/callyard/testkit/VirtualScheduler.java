package io.callyard.testkit;

import io.callyard.spi.scheduling.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A scheduler on one thread with a virtual clock: a day passes in seconds, and every run with one
 * seed is the same run.
 *
 * <p>Nothing runs by itself. Tasks are queued until one of {@link #runDue}, {@link #advance}, {@link
 * #runUntil}, {@link #runToEnd} or {@link #await} runs them, on the thread that calls it. Time stands
 * still while tasks run, and jumps from timer to timer between them. Of the tasks that are due, a
 * {@linkplain #seeded seeded} scheduler takes any, an {@linkplain #inOrder ordered} one the one that
 * was due first.
 *
 * <p>A task that throws is over, what it threw is kept in {@link #failures()}, and all else goes on.
 *
 * <p><b>Waiting.</b> {@code await} runs other tasks until the result is there, on top of the task
 * that waits. A task that waits below another cannot go on before that one is done, so it may see
 * its result, or its time-out, later than it would on threads of its own.
 *
 * <p><b>Threads.</b> It belongs to the first thread that uses it. Any other gets an {@link
 * IllegalStateException}, since its tasks would make the run unrepeatable; {@link #instant()} alone
 * may be asked from anywhere.
 */
public final class VirtualScheduler implements Scheduler {
    /** What the clock of every new scheduler says. */
    public static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

    /** So many tasks at one instant are a task that queues itself again and again. */
    private static final int LIVELOCK = 10_000_000;

    private final TreeSet<VirtualTask> waiting = new TreeSet<>();
    /** The due tasks that a seeded choice is made among; unused in an ordered scheduler. */
    private final List<VirtualTask> ready = new ArrayList<>();

    private final @Nullable SplittableRandom order;
    private final SplittableRandom random;
    private final VirtualNode root = new VirtualNode(this);
    private final List<Throwable> failures = new ArrayList<>();
    private final AtomicReference<@Nullable Thread> user = new AtomicReference<>();
    private volatile Instant now = START;
    private long queued;
    private int runAtThisInstant;

    private VirtualScheduler(@Nullable SplittableRandom order, SplittableRandom random) {
        this.order = order;
        this.random = random;
    }

    /** Makes a scheduler that runs due tasks in an order drawn from {@code seed}. */
    public static VirtualScheduler seeded(long seed) {
        SplittableRandom source = new SplittableRandom(seed);
        // Two streams: what tasks draw must not change the order in which they run.
        return new VirtualScheduler(source.split(), source.split());
    }

    /** Makes a scheduler that runs tasks in the order in which they are due, then were queued. */
    public static VirtualScheduler inOrder() {
        return new VirtualScheduler(null, new SplittableRandom(0));
    }

    /** Returns a new process on this scheduler, which can be crashed and frozen apart from the rest. */
    public VirtualNode node() {
        return new VirtualNode(this);
    }

    /** Runs what is due now, and what that makes due, until nothing is. Time stands still. */
    public void runDue() {
        confine();
        VirtualTask task = takeDue();
        while (task != null) {
            run(task);
            task = takeDue();
        }
    }

    /**
     * Lets {@code duration} pass and runs all that becomes due, the tasks of the last instant
     * included. A task that waits longer than that takes time with it.
     */
    public void advance(Duration duration) {
        Instant until = deadline(duration);
        runTo(until);
        moveTo(until);
    }

    /**
     * Runs tasks and lets time pass until {@code condition} holds, which is asked before each step.
     *
     * @return whether it came to hold, within {@code atMost}
     */
    public boolean runUntil(BooleanSupplier condition, Duration atMost) {
        Instant until = deadline(atMost);
        while (!condition.getAsBoolean()) {
            if (!step(until)) {
                moveTo(until);
                return condition.getAsBoolean();
            }
        }
        return true;
    }

    /**
     * Runs tasks and lets time pass until none is left. The clock then stands at the last one.
     *
     * @return whether none is left; if not, {@code atMost} has passed. Tasks of a frozen node do not
     *     count
     */
    public boolean runToEnd(Duration atMost) {
        Instant until = deadline(atMost);
        runTo(until);
        if (waiting.isEmpty()) {
            return true;
        }
        moveTo(until);
        return false;
    }

    /** Returns what tasks have thrown so far, oldest first. */
    public List<Throwable> failures() {
        return List.copyOf(failures);
    }

    /** Returns how many tasks and timers wait, those of frozen nodes left out. */
    public int pending() {
        return waiting.size()
                + (int) ready.stream().filter(VirtualTask::isWanted).count();
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public void execute(Runnable task) {
        root.execute(task);
    }

    @Override
    public Timer schedule(Duration delay, Runnable task) {
        return root.schedule(delay, task);
    }

    @Override
    public <T> T await(CompletionStage<T> stage, Duration timeout) throws TimeoutException {
        return root.await(stage, timeout);
    }

    /** Returns the virtual time since {@link #START}. */
    @Override
    public Duration uptime() {
        return Duration.between(START, now);
    }

    /** Returns a source that is drawn from the seed. One thread at a time. */
    @Override
    public RandomGenerator random() {
        return random;
    }

    Timer add(VirtualNode owner, Duration delay, Runnable action) {
        confine();
        Instant due = delay.isNegative() ? now : now.plus(delay);
        VirtualTask task = new VirtualTask(due, queued++, owner, action);
        waiting.add(task);
        return () -> {
            confine();
            task.cancel();
            waiting.remove(task);
        };
    }

    void addAgain(List<VirtualTask> tasks) {
        confine();
        tasks.stream().filter(VirtualTask::isWanted).forEach(waiting::add);
    }

    void remove(VirtualNode owner) {
        confine();
        waiting.removeIf(task -> task.owner() == owner);
        ready.removeIf(task -> task.owner() == owner);
    }

    <T> T await(VirtualNode waiter, CompletionStage<T> stage, Duration timeout) throws TimeoutException {
        Instant until = now.plus(timeout.isNegative() ? Duration.ZERO : timeout);
        confine();
        CompletableFuture<T> result = stage.toCompletableFuture();
        while (waiter.isFrozen() || !result.isDone()) {
            // A frozen process does not notice that its time is up.
            if (!step(waiter.isFrozen() ? Instant.MAX : until)) {
                moveTo(until);
                throw new TimeoutException("no result within " + timeout);
            }
            waiter.requireAlive();
        }
        try {
            return result.join();
        } catch (CancellationException e) {
            throw new CompletionException(e);
        }
    }

    private void runTo(Instant until) {
        boolean more = step(until);
        while (more) {
            more = step(until);
        }
    }

    /** Runs one task that is due or, if none is, jumps to the next timer up to {@code until}. */
    private boolean step(Instant until) {
        VirtualTask task = takeDue();
        if (task != null) {
            run(task);
            return true;
        }
        if (waiting.isEmpty() || waiting.first().due().isAfter(until)) {
            return false;
        }
        moveTo(waiting.first().due());
        return true;
    }

    private @Nullable VirtualTask takeDue() {
        while (true) {
            VirtualTask task = takeAnyDue();
            if (task == null || (task.isWanted() && !task.owner().isFrozen())) {
                return task;
            }
            if (task.isWanted()) {
                task.owner().park(task);
            }
        }
    }

    private @Nullable VirtualTask takeAnyDue() {
        if (order == null) {
            return isFirstDue() ? waiting.pollFirst() : null;
        }
        while (isFirstDue()) {
            ready.add(waiting.pollFirst());
        }
        if (ready.isEmpty()) {
            return null;
        }
        int chosen = order.nextInt(ready.size());
        VirtualTask last = ready.remove(ready.size() - 1);
        return chosen == ready.size() ? last : ready.set(chosen, last);
    }

    private boolean isFirstDue() {
        return !waiting.isEmpty() && !waiting.first().due().isAfter(now);
    }

    private void run(VirtualTask task) {
        if (++runAtThisInstant > LIVELOCK) {
            throw new IllegalStateException("time stands still: " + LIVELOCK + " tasks at " + now);
        }
        try {
            task.run();
        } catch (VirtualMachineError e) {
            throw e;
        } catch (NodeCrashedError e) {
            // What a killed process was doing is no failure.
            if (!task.owner().isCrashed()) {
                failures.add(e);
            }
        } catch (Throwable e) {
            failures.add(e);
        }
    }

    private void moveTo(Instant instant) {
        if (instant.isAfter(now)) {
            now = instant;
            runAtThisInstant = 0;
        }
    }

    private Instant deadline(Duration duration) {
        confine();
        if (duration.isNegative()) {
            throw new IllegalArgumentException("time does not run backwards: " + duration);
        }
        return now.plus(duration);
    }

    private void confine() {
        Thread current = Thread.currentThread();
        if (user.get() != current && !user.compareAndSet(null, current)) {
            throw new IllegalStateException("this scheduler belongs to " + user.get() + ", but was used by " + current);
        }
    }
}
