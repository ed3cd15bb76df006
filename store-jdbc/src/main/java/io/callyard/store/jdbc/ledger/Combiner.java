package io.callyard.store.jdbc.ledger;

import io.callyard.model.TenantId;
import io.callyard.spi.store.ClaimOrder;
import io.callyard.spi.store.Claimed;
import io.callyard.spi.store.LimitDefaults;
import io.callyard.spi.store.StandingOrder;
import io.callyard.spi.store.StoreUnavailableException;
import io.callyard.store.jdbc.sql.Transactions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs steps, many in one transaction when many are asked for at once: whoever asks while others are at
 * work waits, and the next to come free takes all that wait along. A lone step goes at once.
 *
 * <p><b>Source.</b> Flat combining (Hendler, Incze, Shavit, Tzafrir, SPAA 2010), with a few combiners of
 * disjoint tenants in place of one.
 *
 * <p><b>Threads.</b> Safe for many. A step runs on the thread of any caller.
 */
final class Combiner {
    private static final Logger log = LoggerFactory.getLogger(Combiner.class);
    private static final int MAX_BATCH = 256;
    private static final Supplier<Optional<StandingOrder>> NOTHING = Optional::empty;

    private final Transactions transactions;
    private final Supplier<LimitDefaults> defaults;
    private final Consumer<Tables.Effects> effects;
    private final FreeLimits free;
    private final int maxWriters;
    private volatile Supplier<Optional<StandingOrder>> wish = NOTHING;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Waiter> queue = new ArrayDeque<>();
    private final Set<TenantId> busy = new HashSet<>();
    private int writers;

    /**
     * Runs steps.
     *
     * @param maxWriters how many transactions at once at most
     * @param effects hears of what was changed, after it was
     * @param free what is known of the limits that tenants share
     */
    Combiner(
            Transactions transactions,
            int maxWriters,
            Supplier<LimitDefaults> defaults,
            Consumer<Tables.Effects> effects,
            FreeLimits free) {
        this.transactions = transactions;
        this.maxWriters = maxWriters;
        this.defaults = defaults;
        this.effects = effects;
        this.free = free;
    }

    /** Sets what may be claimed along, until it is ended or another takes its place. */
    synchronized AutoCloseable claimAlong(Supplier<Optional<StandingOrder>> value) {
        wish = value;
        return () -> withdraw(value);
    }

    private synchronized void withdraw(Supplier<Optional<StandingOrder>> value) {
        if (wish == value) {
            wish = NOTHING;
        }
    }

    /** Somebody who waits for a step. */
    private static final class Waiter {
        final Request<?> request;
        final TenantId tenant;
        final Condition turn;
        boolean taken;
        boolean done;

        Waiter(Request<?> request, Condition turn) {
            this.request = request;
            this.tenant = request.step().tenant();
            this.turn = turn;
        }
    }

    /**
     * Runs a step and returns its answer.
     *
     * @throws StoreUnavailableException if its transaction failed; whether it took effect is unknown
     */
    <T> T run(TenantStep<T> step) {
        Request<T> request = new Request<>(step);
        Waiter self = new Waiter(request, lock.newCondition());
        lock.lock();
        try {
            queue.add(self);
            while (!self.done) {
                List<Waiter> batch = self.taken ? List.of() : takeBatch();
                if (batch.isEmpty()) {
                    self.turn.awaitUninterruptibly();
                } else {
                    lock.unlock();
                    try {
                        execute(batch);
                    } finally {
                        lock.lock();
                        giveBack(batch);
                    }
                }
            }
        } finally {
            lock.unlock();
        }
        return request.answer();
    }

    /** Takes steps that wait, if there may be another transaction; never one whose tenant is in use. */
    private List<Waiter> takeBatch() {
        if (writers == maxWriters) {
            return List.of();
        }
        List<Waiter> batch = new ArrayList<>();
        Set<TenantId> mine = new HashSet<>();
        for (Iterator<Waiter> it = queue.iterator(); it.hasNext() && batch.size() < MAX_BATCH; ) {
            Waiter waiter = it.next();
            if (mine.contains(waiter.tenant) || busy.add(waiter.tenant)) {
                mine.add(waiter.tenant);
                waiter.taken = true;
                batch.add(waiter);
                it.remove();
            }
        }
        writers += batch.isEmpty() ? 0 : 1;
        return batch;
    }

    private void giveBack(List<Waiter> batch) {
        writers--;
        for (int i = batch.size() - 1; i >= 0; i--) {
            Waiter waiter = batch.get(i);
            busy.remove(waiter.tenant);
            waiter.done = waiter.request.isDone();
            waiter.taken = waiter.done;
            if (!waiter.done) {
                queue.addFirst(waiter); // its tenant was locked elsewhere; its place is kept
            }
            waiter.turn.signal();
        }
        // Whoever waits at the head goes on; a second one too, if there may be two transactions.
        int woken = 0;
        for (Waiter waiter : queue) {
            if (woken++ == maxWriters - writers) {
                break;
            }
            waiter.turn.signal();
        }
    }

    private void execute(List<Waiter> batch) {
        try {
            effects.accept(transact(
                    batch.stream().<Request<?>>map(waiter -> waiter.request).toList()));
        } catch (StoreUnavailableException e) {
            if (batch.size() == 1 || !transactions.isOneStepsFault(e)) {
                batch.forEach(waiter -> waiter.request.failed(e));
                return;
            }
            // One of them is to blame: each for itself, so that the others do not suffer for it.
            batch.forEach(this::executeAlone);
        } catch (RuntimeException e) {
            batch.forEach(waiter -> waiter.request.failed(e));
        } catch (Error e) {
            batch.forEach(waiter -> waiter.request.failed(new IllegalStateException(e)));
            throw e;
        }
    }

    private void executeAlone(Waiter waiter) {
        try {
            effects.accept(transact(List.of(waiter.request)));
        } catch (RuntimeException e) {
            waiter.request.failed(e);
        }
    }

    private Tables.Effects transact(List<Request<?>> requests) {
        StandingOrder order = standingOrder();
        if (order == null) {
            return transact(requests, null);
        }
        Tables.Effects done;
        try {
            done = transact(requests, order.order());
        } catch (StoreUnavailableException e) {
            if (!transactions.isBrokenPremise(e)) {
                throw e;
            }
            free.forget();
            return transact(requests, null);
        }
        if (!done.claimed().isEmpty()) {
            hand(order, done.claimed());
        }
        return done;
    }

    private Tables.Effects transact(List<Request<?>> requests, @Nullable ClaimOrder order) {
        HandOver handOver = order == null ? null : new HandOver(order, free);
        return transactions.changeByMessages(session -> Tables.run(session, requests, defaults.get(), free, handOver));
    }

    /** A change is made whether or not anything can be claimed along with it. */
    private @Nullable StandingOrder standingOrder() {
        try {
            return wish.get().orElse(null);
        } catch (RuntimeException e) {
            log.warn("whoever claims along failed to say what", e);
            return null;
        }
    }

    private static void hand(StandingOrder order, List<Claimed> claimed) {
        try {
            order.taker().accept(claimed);
        } catch (RuntimeException e) {
            // They are reserved; their leases bring them to whoever looks after silent calls.
            log.warn("whoever claims along failed to take what was claimed", e);
        }
    }
}
