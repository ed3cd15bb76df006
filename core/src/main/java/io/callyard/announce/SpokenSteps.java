package io.callyard.announce;

import java.time.Duration;

/**
 * The times that people say: whole minutes up to 10, then every fifth, and above 90 minutes whole hours. Nobody says
 * "13 minutes and 20 seconds" of a thing that is only estimated.
 */
final class SpokenSteps {
    /** Beyond this nobody is told a number: it would not help, and an estimate as long as this is none. */
    static final Duration LONGEST = Duration.ofHours(12);

    /** Stands for all that is longer. */
    private static final Duration BEYOND = Duration.ofHours(13);

    private SpokenSteps() {}

    /** Returns the step next to a time; of two equally near the longer. Less than a minute is zero. */
    static Duration nearest(Duration time) {
        if (time.compareTo(Duration.ofMinutes(1)) < 0) {
            return Duration.ZERO;
        }
        if (isBeyond(time)) {
            return BEYOND;
        }
        Duration below = below(time);
        Duration gap = after(below).minus(below);
        return time.minus(below).multipliedBy(2).compareTo(gap) < 0 ? below : after(below);
    }

    /** Returns the least step that is not shorter than a time, and at least a minute. */
    static Duration atLeast(Duration time) {
        Duration below = below(time);
        return below.equals(time) && !time.isZero() ? below : after(below);
    }

    /** Returns whether no number is said of a time. */
    static boolean isBeyond(Duration time) {
        return time.compareTo(LONGEST) > 0;
    }

    /** Returns whether somebody who was told {@code before} would be told something longer. */
    static boolean rose(Duration before, Duration now) {
        return nearest(now).compareTo(nearest(before)) > 0;
    }

    /** Returns whether a time has grown by more than one step: more than rounding alone can make. */
    static boolean roseMuch(Duration before, Duration now) {
        Duration spoken = nearest(before);
        Duration step = after(spoken).minus(spoken);
        return rose(before, now) && now.minus(before).compareTo(step) > 0;
    }

    private static Duration below(Duration time) {
        long minutes = time.toMinutes();
        return Duration.ofMinutes(minutes - minutes % gap(minutes));
    }

    private static Duration after(Duration step) {
        return step.plusMinutes(gap(step.toMinutes()));
    }

    /** How far the steps are apart there, in minutes. */
    private static long gap(long minutes) {
        if (minutes < 10) {
            return 1;
        }
        if (minutes < 90) {
            return 5;
        }
        return minutes < 120 ? 30 : 60;
    }
}
