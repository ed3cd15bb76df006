package io.callyard.dispatch;

import io.callyard.model.Call;
import io.callyard.spi.scheduling.Scheduler;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Begins the dispatcher's next round when time alone makes work. Between two rounds it is only ever
 * brought forward, so a call that becomes due soon is not left to the sweep.
 *
 * <p><b>Threads.</b> Safe for many threads.
 */
public final class RoundTimer {
    private static final Duration SHORTEST = Duration.ofMillis(1);

    private final Scheduler scheduler;
    private final Duration longest;
    private Scheduler.@Nullable Timer timer;
    private Duration ringsAt = Duration.ZERO;
    private @Nullable Runnable bell;

    /**
     * Makes a timer that is silent until it is started.
     *
     * @param longest how far apart two rounds may be
     */
    public RoundTimer(Scheduler scheduler, Duration longest) {
        this.scheduler = scheduler;
        this.longest = longest;
    }

    /** Calls {@code onRing} at the times that are set from now on. */
    synchronized void start(Runnable onRing) {
        bell = onRing;
    }

    /** Rings no more. */
    synchronized void stop() {
        bell = null;
        clear();
    }

    /** A round begins: it will look for itself when the next is due. */
    synchronized void clear() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }

    /** Rings within {@code delay}, unless it rings earlier anyhow. */
    synchronized void ringWithin(Duration delay) {
        Runnable onRing = bell;
        Duration wait = delay.compareTo(SHORTEST) < 0 ? SHORTEST : delay;
        Duration at = scheduler.uptime().plus(wait);
        if (onRing == null || timer != null && ringsAt.compareTo(at) <= 0) {
            return;
        }
        clear();
        ringsAt = at;
        timer = scheduler.schedule(wait, onRing);
    }

    /** Rings when {@code call}, which has just changed, has to be looked at. */
    void ringFor(Call call) {
        Instant attentionAt = call.attentionAt();
        if (attentionAt != null) {
            Duration delay = Duration.between(call.updatedAt(), attentionAt);
            if (delay.compareTo(longest) < 0) {
                ringWithin(delay);
            }
        }
    }
}
