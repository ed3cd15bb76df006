package io.callyard.telephony.telnyx;

import io.callyard.spi.scheduling.Scheduler;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says in the log why webhooks are refused, each reason once a minute at most: whoever can reach the server must not be
 * able to fill its disk.
 *
 * <p><b>Threads.</b> Safe for many threads.
 */
final class RefusalLog {
    private static final Logger log = LoggerFactory.getLogger(RefusalLog.class);
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final Scheduler scheduler;
    private final Map<String, Duration> lastTimes = new ConcurrentHashMap<>();

    RefusalLog(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /**
     * Says it, unless that was said a moment ago.
     *
     * @param reason one of a few; nothing from outside
     */
    void refused(String reason) {
        if (isDue(reason)) {
            log.warn("webhooks are refused: {}", reason);
        }
    }

    /** Says that a webhook could not be kept, unless that was said a moment ago. */
    void failed(RuntimeException failure) {
        if (isDue("failed")) {
            log.atWarn().setCause(failure).log("webhooks cannot be kept");
        }
    }

    private boolean isDue(String reason) {
        Duration now = scheduler.uptime();
        Duration last = lastTimes.get(reason);
        if (last == null) {
            return lastTimes.putIfAbsent(reason, now) == null;
        }
        return now.minus(last).compareTo(PAUSE) >= 0 && lastTimes.replace(reason, last, now);
    }
}
