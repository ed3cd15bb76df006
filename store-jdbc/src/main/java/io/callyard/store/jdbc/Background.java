package io.callyard.store.jdbc;

import io.callyard.spi.scheduling.Scheduler;
import io.callyard.spi.store.StoreUnavailableException;
import io.callyard.store.jdbc.ledger.Desk;
import io.callyard.store.jdbc.ledger.Watch;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a store does by itself.
 *
 * <p><b>Threads.</b> Safe for many.
 */
final class Background {
    private static final Logger log = LoggerFactory.getLogger(Background.class);

    private final Watch watch;
    private final Scheduler scheduler;
    private final Duration lookEvery;
    private volatile boolean stopped;

    Background(Desk desk, Scheduler scheduler, Duration lookEvery) {
        this.scheduler = scheduler;
        this.lookEvery = lookEvery;
        watch = new Watch(desk.transactions(), desk.signals());
    }

    void start() {
        scheduler.schedule(lookEvery, this::look);
    }

    void stop() {
        stopped = true;
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
}
