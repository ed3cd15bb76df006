package io.callyard.store.jdbc;

import io.callyard.spi.scheduling.Scheduler;
import io.callyard.spi.store.StoreUnavailableException;
import io.callyard.store.jdbc.ledger.Desk;
import io.callyard.store.jdbc.ledger.Watch;
import io.callyard.store.jdbc.upkeep.Housekeeping;
import java.time.Duration;
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

    private final Watch watch;
    private final Scheduler scheduler;
    private final Duration lookEvery;
    private final Housekeeping housekeeping;
    private final @Nullable PeriodicAudit audit;
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

    void start() {
        scheduler.schedule(lookEvery, this::look);
        scheduler.schedule(jittered(TIDY_EVERY), this::tidy);
        if (audit != null) {
            scheduleAudit(audit);
        }
    }

    void stop() {
        stopped = true;
        housekeeping.stop();
    }

    private void look() {
        if (stopped) {
            return;
        }
        try {
            watch.look();
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
        return Duration.ofNanos((long) (duration.toNanos() * (0.5 + scheduler.random().nextDouble())));
    }
}
