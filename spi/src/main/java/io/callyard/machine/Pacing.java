package io.callyard.machine;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Spaces the starts of calls on a carrier account evenly.
 *
 * <p><b>Source.</b> The generic cell rate algorithm with a burst of one (ITU-T I.371, virtual
 * scheduling form): all that is kept is the instant at which the next call may start.
 */
public final class Pacing {
    /** A thousand years: as good as never, and an instant that every store can keep. */
    private static final double LONGEST_GAP_MICROS = 1_000 * 365.25 * 86_400e6;

    private Pacing() {}

    /** Returns whether a call may start at {@code now}. */
    public static boolean allows(Instant nextStartAt, Instant now) {
        return !nextStartAt.isAfter(now);
    }

    /**
     * Returns when the call after one that starts at {@code now} may start.
     *
     * @param callsPerSecond more than 0; infinite means no pacing
     */
    public static Instant afterStart(Instant now, double callsPerSecond) {
        return Double.isInfinite(callsPerSecond) ? now : now.plus(gap(callsPerSecond));
    }

    /** Rounded up to what a store keeps; a pace of almost nothing must not come out as none at all. */
    private static Duration gap(double callsPerSecond) {
        double micros = Math.ceil(1e6 / callsPerSecond);
        return Duration.of((long) Math.min(micros, LONGEST_GAP_MICROS), ChronoUnit.MICROS);
    }
}
