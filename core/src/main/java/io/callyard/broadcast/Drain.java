package io.callyard.broadcast;

import io.callyard.spi.scheduling.Scheduler;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work that is done whenever there is some: one run at a time, and one more if it was woken meanwhile.
 * A run that fails is made up for after a while.
 *
 * <p><b>Threads.</b> Safe for many threads; runs on those of the scheduler.
 */
final class Drain {
    private static final Logger log = LoggerFactory.getLogger(Drain.class);
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final Scheduler scheduler;
    private final Runnable work;
    private final AtomicInteger wanted = new AtomicInteger();

    Drain(Scheduler scheduler, Runnable work) {
        this.scheduler = scheduler;
        this.work = work;
    }

    /** There may be work. */
    void wake() {
        if (wanted.getAndIncrement() == 0) {
            scheduler.execute(this::run);
        }
    }

    /** There may be work; it is done on this thread, unless somebody is at it. */
    void wakeHere() {
        if (wanted.getAndIncrement() == 0) {
            run();
        }
    }

    private void run() {
        int asked;
        do {
            asked = wanted.get();
            try {
                work.run();
            } catch (RuntimeException | Error e) {
                log.debug("The event log could not be read; trying again", e);
                scheduler.schedule(RETRY, this::run);
                return;
            }
        } while (!wanted.compareAndSet(asked, 0));
    }
}
