package io.callyard.telephony.twilio;

import io.callyard.spi.scheduling.Scheduler;
import io.callyard.telephony.http.Counts;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts webhooks that are not taken, and says why in the log, for each reason at most once a minute: whoever sends
 * them must not be able to fill it.
 *
 * <p><b>Threads.</b> Safe for many threads.
 */
final class Complaints {
    private static final Logger log = LoggerFactory.getLogger(Complaints.class);
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final Scheduler scheduler;
    private final Counts counts;
    private final Map<String, Duration> lastSaid = new ConcurrentHashMap<>();

    Complaints(Scheduler scheduler, Counts counts) {
        this.scheduler = scheduler;
        this.counts = counts;
    }

    /**
     * Notes that a webhook is not taken.
     *
     * @param reason one of a few words of ours
     */
    void refused(String reason) {
        counts.add("refused: " + reason);
        if (isDue(reason)) {
            log.atWarn()
                    .addKeyValue("reason", reason)
                    .log("a webhook was refused. If it came from the carrier, check the public URL and the token");
        }
    }

    /** Notes that a webhook could not be kept; the carrier is to bring it again. */
    void failed(RuntimeException why) {
        String reason = why.getClass().getSimpleName();
        counts.add("failed: " + reason);
        if (isDue(reason)) {
            log.atWarn().setCause(why).log("a webhook could not be kept; the carrier brings it again");
        }
    }

    private boolean isDue(String reason) {
        Duration now = scheduler.uptime();
        boolean[] due = new boolean[1];
        lastSaid.compute(reason, (any, last) -> {
            due[0] = last == null || now.minus(last).compareTo(PAUSE) >= 0;
            return due[0] || last == null ? now : last;
        });
        return due[0];
    }
}
