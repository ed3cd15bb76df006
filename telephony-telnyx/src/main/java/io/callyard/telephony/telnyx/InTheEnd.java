package io.callyard.telephony.telnyx;

import io.callyard.spi.scheduling.Scheduler;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports what no webhook brings again. While the store is away that is tried again, for some minutes; then it stays
 * with the engine's own time limits.
 */
final class InTheEnd {
    private static final Logger log = LoggerFactory.getLogger(InTheEnd.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final int MOST_TRIES = 9;

    private InTheEnd() {}

    /** Runs a report, in a task of its own: the engine may be in the middle of asking. Running it twice must do no harm. */
    static void report(Scheduler scheduler, Runnable report) {
        scheduler.execute(() -> run(scheduler, report, 0));
    }

    private static void run(Scheduler scheduler, Runnable report, int tries) {
        try {
            report.run();
        } catch (RuntimeException e) {
            if (tries == MOST_TRIES) {
                log.atWarn().setCause(e).log("what was heard of a line could not be kept");
            } else {
                scheduler.schedule(FIRST_PAUSE.multipliedBy(1L << tries), () -> run(scheduler, report, tries + 1));
            }
        }
    }
}
