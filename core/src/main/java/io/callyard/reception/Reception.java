package io.callyard.reception;

import io.callyard.model.TenantId;
import io.callyard.spi.scheduling.Scheduler;
import io.callyard.spi.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs steps on floors, does on lines what follows from them, and wakes when time alone has something to do.
 *
 * <p>What a step has decided is kept before anything is done about it. If the node dies in between, deadlines bring it
 * to another one: an offer that never rang runs out, a caller who was never told anything is told later.
 *
 * <p><b>Threads.</b> Safe for many threads. Rounds asked for while one runs become one more round.
 */
final class Reception {
    private static final Logger log = LoggerFactory.getLogger(Reception.class);
    private static final int BATCH = 32;
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration SHORTEST_TIMER = Duration.ofMillis(1);

    private record Done<R>(R result, FloorStep step) {}

    /** What follows from a step once it is kept. */
    interface FollowUp {
        /** Does what follows; must not throw. */
        void follow(FloorStep step);
    }

    private final Store store;
    private final Scheduler scheduler;
    private final Duration sweep;
    private final Set<TenantId> seen = ConcurrentHashMap.newKeySet();
    private final AtomicInteger wanted = new AtomicInteger();
    private final Object timerLock = new Object();
    private List<FollowUp> followUps = List.of();
    private Consumer<FloorStep> attending = step -> {};
    private Predicate<TenantId> mending = tenant -> false;
    private Scheduler.@Nullable Timer timer;
    private @Nullable Duration timerAt;
    private Duration mendedAt = Duration.ZERO;
    private volatile boolean running;
    private volatile boolean storeAnswers = true;
    private volatile @Nullable Instant lastRoundAt;

    Reception(Store store, Scheduler scheduler, Duration sweep) {
        this.store = store;
        this.scheduler = scheduler;
        this.sweep = sweep;
    }

    /**
     * Begins.
     *
     * @param attends does what time has brought
     * @param mends looks for what an event missed, every now and then; says whether to come back to this tenant
     * @param follow what follows from each step, in this order
     */
    void start(Consumer<FloorStep> attends, Predicate<TenantId> mends, List<FollowUp> follow) {
        attending = attends;
        mending = mends;
        followUps = List.copyOf(follow);
        running = true;
        wake();
    }

    void stop() {
        running = false;
        synchronized (timerLock) {
            if (timer != null) {
                timer.cancel();
            }
        }
    }

    boolean isRunning() {
        return running;
    }

    boolean storeAnswers() {
        return storeAnswers;
    }

    @Nullable
    Instant lastRoundAt() {
        return lastRoundAt;
    }

    /** Runs a step and returns what it returned, when it is kept. */
    <R> R run(TenantId tenant, Function<FloorStep, R> work) {
        seen.add(tenant);
        Done<R> done = store.onFloor(tenant, floor -> {
            FloorStep step = new FloorStep(floor);
            return new Done<>(work.apply(step), step);
        });
        FloorStep step = done.step();
        if (step.hasChanged() || !step.unprobed().isEmpty()) {
            for (FollowUp followUp : followUps) {
                follow(followUp, step);
            }
        }
        Instant attentionAt = step.attentionAt();
        if (attentionAt != null) {
            wakeIn(Duration.between(step.now(), attentionAt));
        }
        return done.result();
    }

    /** Runs a step soon, on another thread. */
    void runSoon(TenantId tenant, Consumer<FloorStep> work) {
        scheduler.execute(() -> tryRun(tenant, work));
    }

    /**
     * Runs a step. One that fails is logged, and its subject comes back by its deadline.
     *
     * @return whether it was kept
     */
    boolean tryRun(TenantId tenant, Consumer<FloorStep> work) {
        try {
            run(tenant, step -> {
                work.accept(step);
                return step;
            });
            return true;
        } catch (RuntimeException e) {
            log.atWarn().setCause(e).addKeyValue("tenant", tenant).log("a step on the floor failed");
            return false;
        }
    }

    private static void follow(FollowUp followUp, FloorStep step) {
        try {
            followUp.follow(step);
        } catch (RuntimeException e) {
            log.atWarn()
                    .setCause(e)
                    .addKeyValue("tenant", step.tenant())
                    .log("what follows from a step could not be done; deadlines will bring it back");
        }
    }

    private void wake() {
        if (running && wanted.getAndIncrement() == 0) {
            scheduler.execute(this::rounds);
        }
    }

    private void rounds() {
        int asked;
        do {
            asked = wanted.get();
            round();
        } while (!wanted.compareAndSet(asked, 0));
    }

    private void round() {
        if (!running) {
            return;
        }
        Duration next = sweep;
        try {
            List<TenantId> due = store.dueFloors(BATCH);
            boolean kept = true;
            for (TenantId tenant : due) {
                kept &= tryRun(tenant, attending);
            }
            mendIfDue();
            Duration work = store.untilNextDueFloor().orElse(sweep);
            // A floor that cannot be swept is due again at once: no reason to try it a thousand times a second.
            next = kept || work.compareTo(AFTER_FAILURE) > 0 ? work : AFTER_FAILURE;
            storeAnswers = true;
        } catch (RuntimeException e) {
            storeAnswers = false;
            log.atWarn().setCause(e).log("a round over the floors failed; the next is in {}", next);
        }
        lastRoundAt = scheduler.instant();
        synchronized (timerLock) {
            timerAt = null;
        }
        wakeIn(next);
    }

    private void mendIfDue() {
        Duration now = scheduler.uptime();
        if (now.minus(mendedAt).compareTo(sweep) >= 0) {
            mendedAt = now;
            // The next step of a tenant's that is left out here brings it back.
            seen.removeIf(tenant -> !mending.test(tenant));
        }
    }

    private void wakeIn(Duration delay) {
        Duration wait =
                delay.compareTo(SHORTEST_TIMER) < 0 ? SHORTEST_TIMER : delay.compareTo(sweep) > 0 ? sweep : delay;
        Duration at = scheduler.uptime().plus(wait);
        synchronized (timerLock) {
            if (!running || timerAt != null && timerAt.compareTo(at) <= 0) {
                return;
            }
            if (timer != null) {
                timer.cancel();
            }
            timerAt = at;
            timer = scheduler.schedule(wait, this::wake);
        }
    }
}
