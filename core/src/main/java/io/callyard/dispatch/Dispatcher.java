package io.callyard.dispatch;

import io.callyard.machine.CallMachine;
import io.callyard.model.Campaign;
import io.callyard.model.NodeId;
import io.callyard.outbound.EngineSettings;
import io.callyard.spi.scheduling.Scheduler;
import io.callyard.spi.store.Changed;
import io.callyard.spi.store.ClaimOrder;
import io.callyard.spi.store.Claimed;
import io.callyard.spi.store.StandingOrder;
import io.callyard.spi.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts calls the moment they may start.
 *
 * <p>A round claims what can be claimed, hands it to {@link Placing}, looks after calls that are due,
 * and sets one timer for the instant at which time alone makes the next work. Rounds are begun by
 * signals of the store, by that timer, and by a sweep that only mends what a signal missed; nothing is
 * polled.
 *
 * <p><b>Threads.</b> Safe for many threads. Rounds asked for while one runs become one more round.
 */
public final class Dispatcher {
    private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);
    private static final int BATCH = 32;
    private static final int CANCEL_BATCH = 500;
    private static final Duration SHORTEST_TIMER = Duration.ofMillis(1);

    private final EngineSettings settings;
    private final Store store;
    private final Scheduler scheduler;
    private final NodeId node;
    private final Accounts accounts;
    private final Placing placing;
    private final Reconciler reconciler;
    private final CallChanges changes;
    private final CallMachine machine;
    private final AtomicInteger wanted = new AtomicInteger();
    private final Object timerLock = new Object();
    private Scheduler.@Nullable Timer timer;
    private volatile AutoCloseable along = () -> {};
    private volatile boolean running;
    private volatile boolean storeAnswers = true;
    private volatile @Nullable Instant lastRoundAt;

    /** Starts calls of {@code store} as {@code node}. */
    public Dispatcher(
            EngineSettings settings,
            Store store,
            Scheduler scheduler,
            NodeId node,
            Accounts accounts,
            Placing placing,
            Reconciler reconciler,
            CallChanges changes) {
        this.settings = settings;
        this.store = store;
        this.scheduler = scheduler;
        this.node = node;
        this.accounts = accounts;
        this.placing = placing;
        this.reconciler = reconciler;
        this.changes = changes;
        machine = new CallMachine(settings.timeouts());
    }

    /** Begins. */
    public void start() {
        running = true;
        along = store.claimAlong(this::standingOrder);
        wake();
    }

    /** Starts no more calls. */
    public void stop() {
        running = false;
        setTimer(null);
        try {
            along.close();
        } catch (Exception e) {
            log.warn("the store did not let go of its standing order", e);
        }
    }

    /** Returns whether {@link #start} was called, and {@link #stop} was not. */
    public boolean isRunning() {
        return running;
    }

    /** Returns whether the store answered when it was last asked. */
    public boolean storeAnswers() {
        return storeAnswers;
    }

    /** Returns when the last round ended; null before the first. */
    public @Nullable Instant lastRoundAt() {
        return lastRoundAt;
    }

    /** Asks for a round, soon and on another thread. */
    public void wake() {
        if (running && wanted.getAndIncrement() == 0) {
            scheduler.execute(this::rounds);
        }
    }

    /** Claims what can be claimed now, on this thread, and hands it on. */
    void claimNow() {
        while (running) {
            StandingOrder order = order();
            List<Claimed> claimed = store.claim(order.order());
            order.taker().accept(claimed);
            if (claimed.size() < BATCH) {
                return;
            }
        }
    }

    /** What the store may claim along with a change. */
    private Optional<StandingOrder> standingOrder() {
        return running ? Optional.of(order()) : Optional.empty();
    }

    /** What can be claimed from now on; it has to be placed within a lease that begins now. */
    private StandingOrder order() {
        // A carrier may take its whole time-out to answer; the lease has to outlast that.
        Duration deadline = scheduler.uptime().plus(settings.timeouts().lease()).minus(settings.carrierTimeout());
        return new StandingOrder(
                new ClaimOrder(node, BATCH, accounts.quotas(), machine), claimed -> handOn(claimed, deadline));
    }

    private void handOn(List<Claimed> claimed, Duration deadline) {
        for (Claimed one : claimed) {
            placing.expect(one.call());
            changes.claimed(one);
            scheduler.execute(() -> placing.place(one.call(), deadline));
        }
    }

    private void rounds() {
        int seen;
        do {
            seen = wanted.get();
            round();
        } while (!wanted.compareAndSet(seen, 0));
    }

    private void round() {
        if (!running) {
            return;
        }
        Duration next = settings.sweep();
        try {
            claimNow();
            while (reconciler.lookAfterDue() > 0 || cancelOfStoppedCampaigns() > 0) {
                claimNow();
            }
            next = untilNextRound();
            storeAnswers = true;
        } catch (RuntimeException | Error e) {
            // Whatever it was, the next round must come: without rounds no call ever starts again.
            storeAnswers = false;
            log.atWarn().setCause(e).log("a dispatching round failed; the next is in {}", next);
        }
        lastRoundAt = scheduler.instant();
        Duration delay = next.compareTo(SHORTEST_TIMER) < 0 ? SHORTEST_TIMER : next;
        if (running) {
            setTimer(scheduler.schedule(delay, this::wake));
        }
    }

    private Duration untilNextRound() {
        Optional<Duration> work = store.untilNextWork(accounts.resting());
        Optional<Duration> rested = accounts.untilNextTry();
        return earlier(settings.sweep(), earlier(work.orElse(settings.sweep()), rested.orElse(settings.sweep())));
    }

    /** A stop only marks the campaign, however long its list; the calls are taken back here. */
    private int cancelOfStoppedCampaigns() {
        int canceled = 0;
        for (Campaign campaign : store.stoppedWithWaitingCalls(BATCH)) {
            List<Changed> changed = store.updateWaiting(
                    campaign.tenant(), campaign.id(), CANCEL_BATCH, machine.cancel("the campaign was stopped"));
            changed.forEach(changes::tell);
            canceled += changed.size();
        }
        return canceled;
    }

    private void setTimer(Scheduler.@Nullable Timer next) {
        synchronized (timerLock) {
            if (timer != null) {
                timer.cancel();
            }
            timer = next;
        }
    }

    private static Duration earlier(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
