package io.callyard.telephony.twilio;

import io.callyard.spi.scheduling.Scheduler;
import io.callyard.telephony.http.Counts;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that Twilio takes calls and never reports anything: its answer to a request says nothing about whether our
 * addresses can be reached.
 *
 * <p><b>Threads.</b> Safe for many threads.
 */
final class WebhookWatch {
    private static final Logger log = LoggerFactory.getLogger(WebhookWatch.class);
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Scheduler scheduler;
    private final Counts counts;
    private final String publicUrl;
    private final AtomicBoolean watching = new AtomicBoolean();
    private volatile boolean heard;

    WebhookWatch(Scheduler scheduler, Counts counts, String publicUrl) {
        this.scheduler = scheduler;
        this.counts = counts;
        this.publicUrl = publicUrl;
    }

    /**
     * Twilio has taken a call.
     *
     * @param begins how long it waits before it is begun
     */
    void placed(Duration begins) {
        if (!heard && watching.compareAndSet(false, true)) {
            scheduler.schedule(begins.plus(PATIENCE), this::look);
        }
    }

    /** An authentic webhook has come. */
    void heard() {
        heard = true;
    }

    private void look() {
        watching.set(false);
        if (!heard) {
            counts.add("no webhook after a call");
            log.atWarn()
                    .addKeyValue("publicUrl", publicUrl)
                    .log("the carrier takes calls, but no webhook has come: can it reach the public URL? Its debugger"
                            + " says more, such as error 11200 or warning 21626");
        }
    }
}
