package io.callyard.announce;

import io.callyard.model.WaitEstimate;
import java.time.Duration;

/**
 * An estimate as people say it.
 *
 * @param shape in what kind of sentence
 * @param unit in what
 * @param low the shorter number of a range, else 0
 * @param number the number, or the longer one of a range
 */
record SpokenWait(Shape shape, Unit unit, long low, long number) {
    /** A range that is no wider than this share of the likely wait is said as one number. */
    private static final int NARROW = 4;

    /** In what kind of sentence. */
    enum Shape {
        /** "Less than 3 minutes": the low end is next to nothing. */
        LESS,
        /** "About 5 minutes". */
        ABOUT,
        /** "Between 5 and 10 minutes". */
        BETWEEN,
        /** Nobody can say. */
        UNKNOWN
    }

    /** In what it is counted. */
    enum Unit {
        MINUTES(Duration.ofMinutes(1)),
        HOURS(Duration.ofHours(1));

        private final Duration length;

        Unit(Duration length) {
            this.length = length;
        }

        /** Returns the unit of a step. */
        static Unit of(Duration step) {
            return step.compareTo(Duration.ofMinutes(90)) > 0 ? HOURS : MINUTES;
        }

        /** Returns how many of it are nearest to a time. */
        long in(Duration time) {
            return time.plus(length.dividedBy(2)).dividedBy(length);
        }
    }

    /** Returns how to say an estimate. */
    static SpokenWait of(WaitEstimate estimate) {
        if (SpokenSteps.isBeyond(estimate.high())) {
            return new SpokenWait(Shape.UNKNOWN, Unit.HOURS, 0, 0);
        }
        Duration high = SpokenSteps.nearest(estimate.high());
        Unit unit = Unit.of(high);
        Duration step = SpokenSteps.nearest(estimate.low());
        long low = unit.in(step);
        if (low == 0) {
            return single(Shape.LESS, SpokenSteps.atLeast(estimate.high()));
        }
        boolean narrow = high.minus(step).multipliedBy(NARROW).compareTo(estimate.likely()) <= 0;
        return narrow || low == unit.in(high)
                ? single(Shape.ABOUT, SpokenSteps.nearest(estimate.likely()))
                : new SpokenWait(Shape.BETWEEN, unit, low, unit.in(high));
    }

    /** Returns how to say a time that will be kept: rounded up. */
    static SpokenWait within(Duration time) {
        return single(Shape.LESS, SpokenSteps.atLeast(time));
    }

    private static SpokenWait single(Shape shape, Duration step) {
        Unit unit = Unit.of(step);
        return new SpokenWait(shape, unit, 0, unit.in(step));
    }
}
