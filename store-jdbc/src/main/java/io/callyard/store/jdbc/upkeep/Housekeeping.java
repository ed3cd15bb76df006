package io.callyard.store.jdbc.upkeep;

import io.callyard.spi.scheduling.Scheduler;
import io.callyard.spi.store.StoreUnavailableException;
import io.callyard.store.jdbc.Retention;
import io.callyard.store.jdbc.codec.Micros;
import io.callyard.store.jdbc.ledger.Views;
import io.callyard.store.jdbc.sql.Transactions;
import io.callyard.store.jdbc.upkeep.Chore.Batch;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the tables small. Each chore runs in small batches; several nodes may be at it at once.
 *
 * <p><b>Threads.</b> One at a time; {@link #stop} from any.
 */
public final class Housekeeping {
    /** In every so many runs: what costs a look at each tenant. */
    static final int AT_TIMES = 6;

    /** In every so many runs: what need not be done soon. */
    static final int SELDOM = 60;

    private static final Logger log = LoggerFactory.getLogger(Housekeeping.class);

    private final Transactions transactions;
    private final List<Chore> chores;
    private final Set<Chore> unfinished = new HashSet<>();
    private long runs;
    private volatile boolean stopped;

    /** Keeps as much of the past as {@code retention} says. */
    public Housekeeping(Transactions transactions, Retention retention) {
        this.transactions = transactions;
        chores = List.of(
                new MoveEnded(retention.atHandAge()),
                new TrimEvents(retention.eventAge(), retention.minEvents()),
                new DropPast(retention.pastAge()),
                new DropCarrierIds(retention.carrierIdAge()),
                DropGone.offers(retention.goneAge()),
                DropGone.callers(retention.goneAge()),
                new DropEmptyBlocks());
    }

    /** Ends a run after its present batch, and any later one at once. */
    public void stop() {
        stopped = true;
    }

    /**
     * Does the chores whose turn it is, each for {@code atMost} at most; what is left has its turn again in
     * the next run. A chore that fails is logged and does not keep the others from theirs.
     */
    public void run(Scheduler scheduler, Duration atMost) {
        long now = now();
        for (Chore chore : chores) {
            if (stopped || runs % chore.everyRuns() != 0 && !unfinished.contains(chore)) {
                continue;
            }
            try {
                if (!unfinished.remove(chore)) {
                    chore.begin(now);
                }
                Duration end = scheduler.uptime().plus(atMost);
                if (!run(chore, () -> scheduler.uptime().compareTo(end) < 0)) {
                    unfinished.add(chore);
                }
            } catch (StoreUnavailableException e) {
                log.warn("{} failed; trying again later: {}", chore.name(), e.getMessage());
            } catch (RuntimeException e) {
                log.error("{} failed", chore.name(), e);
            }
        }
        runs++;
    }

    /**
     * Does all chores to their end.
     *
     * @return how many rows were moved or deleted
     * @throws RuntimeException the first failure, after the other chores were done
     */
    public long runAll() {
        long now = now();
        long rows = 0;
        RuntimeException failure = null;
        for (Chore chore : chores) {
            try {
                chore.begin(now);
                Batch batch;
                do {
                    batch = chore.next(transactions);
                    rows += batch.rows();
                } while (batch.more() && !stopped);
            } catch (RuntimeException e) {
                failure = with(failure, e);
            }
        }
        if (failure != null) {
            throw failure;
        }
        return rows;
    }

    private static RuntimeException with(@Nullable RuntimeException first, RuntimeException next) {
        if (first == null) {
            return next;
        }
        first.addSuppressed(next);
        return first;
    }

    private long now() {
        return Micros.of(transactions.read(Views::now));
    }

    private interface Time {
        boolean isLeft();
    }

    /** Returns whether it came to its end. */
    private boolean run(Chore chore, Time time) {
        int rows = 0;
        Batch batch;
        do {
            batch = chore.next(transactions);
            rows += batch.rows();
        } while (batch.more() && !stopped && time.isLeft());
        if (rows > 0) {
            log.debug("{}: {} rows", chore.name(), rows);
        }
        return !batch.more();
    }
}
