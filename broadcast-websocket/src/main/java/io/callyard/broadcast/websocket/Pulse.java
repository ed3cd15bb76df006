package io.callyard.broadcast.websocket;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When a client was last heard of, was asked for a sign of life and had its token checked. Times are
 * those of the scheduler's uptime.
 *
 * <p><b>Threads.</b> Safe for many threads.
 */
final class Pulse {
    private final SocketSettings settings;

    /** How often somebody looks; a check that would be late by then is due before. */
    private final Duration round;

    private Duration heardAt;
    private Duration pingedAt;
    private Duration checkAt;
    private @Nullable Duration checkingSince;

    Pulse(SocketSettings settings, Duration round, Duration now) {
        this.settings = settings;
        this.round = round;
        heardAt = now;
        pingedAt = now;
        // Soon: whoever was logged out while he came in is found here.
        checkAt = now.plus(round);
    }

    /** The client gave a sign of life. */
    synchronized void heard(Duration now) {
        heardAt = now;
    }

    /** Returns whether the client has been silent for too long. */
    synchronized boolean isSilent(Duration now) {
        return now.minus(heardAt).compareTo(settings.silence()) >= 0;
    }

    /** Returns whether the client is to be asked for a sign of life now. */
    synchronized boolean takePing(Duration now) {
        boolean due = now.minus(pingedAt).compareTo(settings.pingEvery()) >= 0;
        if (due) {
            pingedAt = now;
        }
        return due;
    }

    /** Returns whether the token is to be checked now; if so, that has begun. */
    synchronized boolean takeCheck(Duration now) {
        boolean due = checkingSince == null && now.compareTo(checkAt) >= 0;
        if (due) {
            checkingSince = now;
        }
        return due;
    }

    /** Returns whether a check has begun and does not come to an end. */
    synchronized boolean isCheckHanging(Duration now) {
        return checkingSince != null && now.minus(checkingSince).compareTo(settings.tokenCheck()) >= 0;
    }

    /**
     * A check has ended well.
     *
     * @param left how long the token says it is valid; absent if it does not say
     */
    synchronized void checked(Duration now, @Nullable Duration left) {
        checkingSince = null;
        Duration next = settings.tokenCheck().minus(round.multipliedBy(2));
        if (left != null && left.compareTo(next) < 0) {
            next = left;
        }
        checkAt = now.plus(next.compareTo(round) < 0 ? round : next);
    }
}
