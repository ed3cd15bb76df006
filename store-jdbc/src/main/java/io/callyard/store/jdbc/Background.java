package io.callyard.store.jdbc;

import io.callyard.spi.scheduling.Scheduler;
import io.callyard.spi.store.StoreUnavailableException;
import io.callyard.store.jdbc.ledger.Desk;
import io.callyard.store.jdbc.ledger.Watch;
import io.callyard.store.jdbc.news.Listener;
import io.callyard.store.jdbc.upkeep.Housekeeping;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a store does by itself.
 *
 * <p><b>Threads.</b> Safe for many.
 */
final class Background {
    private static final Logger log = LoggerFactory.getLogger(Background.class);

    private static final Duration TIDY_EVERY = Duration.ofSeconds(10);

    /** For each chore, so that a node that comes to a neglected database has time for the rest. */
    private static final Duration TIDY_AT_MOST = Duration.ofSeconds(2);

    /** While others are heard, one look in so many is taken, for what was never told. */
    private static final int LOOKS_LEFT_OUT = 25;

    private final Watch watch;
    private final Scheduler scheduler;
    private final Duration lookEvery;
    private final Housekeeping housekeeping;
    private final @Nullable PeriodicAudit audit;
    private @Nullable Listener listener;
    private int looksLeftOut;
    private volatile boolean stopped;

    Background(
            Desk desk,
            Scheduler scheduler,
            Duration lookEvery,
            Housekeeping housekeeping,
            @Nullable PeriodicAudit audit) {
        this.scheduler = scheduler;
        this.lookEvery = lookEvery;
        this.housekeeping = housekeeping;
        this.audit = audit;
        watch = new Watch(desk.transactions(), desk.signals());
    }

    /** Hears of other nodes by what they tell; then it is enough to look now and then. */
    void listen(Function<Runnable, Listener> making) {
        listener = making.apply(watch::look);
    }

    void start() {
        if (listener != null) {
            listener.start();
        }
        scheduler.schedule(lookEvery, this::look);
        scheduler.schedule(jittered(TIDY_EVERY), this::tidy);
        if (audit != null) {
            scheduleAudit(audit);
        }
    }

    void stop() {
        stopped = true;
        if (listener != null) {
            listener.stop();
        }
        housekeeping.stop();
    }

    private void look() {
        if (stopped) {
            return;
        }
        try {
            if (listener == null || !listener.hears() || ++looksLeftOut > LOOKS_LEFT_OUT) {
                looksLeftOut = 0;
                watch.look();
            }
        } catch (StoreUnavailableException e) {
            log.debug("could not look what other nodes did; trying again", e);
        } finally {
            if (!stopped) {
                scheduler.schedule(lookEvery, this::look);
            }
        }
    }

    private void tidy() {
        if (stopped) {
            return;
        }
        try {
            housekeeping.run(scheduler, TIDY_AT_MOST);
        } catch (StoreUnavailableException e) {
            log.debug("could not tidy up; trying again", e);
        } finally {
            if (!stopped) {
                scheduler.schedule(jittered(TIDY_EVERY), this::tidy);
            }
        }
    }

    private void scheduleAudit(PeriodicAudit its) {
        scheduler.schedule(jittered(its.every()), () -> {
            if (stopped) {
                return;
            }
            try {
                its.run();
            } finally {
                if (!stopped) {
                    scheduleAudit(its);
                }
            }
        });
    }

    /** Half to one and a half of {@code duration}: nodes that were started together need not work together. */
    private Duration jittered(Duration duration) {
        return Duration.ofNanos(
                (long) (duration.toNanos() * (0.5 + scheduler.random().nextDouble())));
    }
}
