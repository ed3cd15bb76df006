package io.callyard.telephony.simulated;

import java.time.Duration;
import java.time.Instant;
import java.util.function.ToDoubleFunction;

/**
 * How many callers come, as a rate that may vary over time.
 *
 * <p><b>Threads.</b> Safe for many threads if the function is.
 *
 * @param perHour callers per hour at an instant: 0 to {@code most}
 * @param most the highest rate there ever is, per hour; more than 0
 */
public record ArrivalRate(ToDoubleFunction<Instant> perHour, double most) {
    public ArrivalRate {
        if (!(most > 0 && Double.isFinite(most))) {
            throw new IllegalArgumentException("the highest rate must be more than zero, but was " + most);
        }
    }

    /** The same at any time. */
    public static ArrivalRate constant(double perHour) {
        return new ArrivalRate(now -> perHour, perHour);
    }

    /**
     * One rate for each interval, over and over: 24 rates of an hour each are a day in UTC.
     *
     * @param interval how long each lasts, more than zero; counted from 1970-01-01T00:00Z
     * @param perHour callers per hour in each; none negative, one at least above zero
     */
    public static ArrivalRate perInterval(Duration interval, double... perHour) {
        if (interval.toMillis() <= 0) {
            throw new IllegalArgumentException("an interval must be at least a millisecond, but was " + interval);
        }
        double[] rates = perHour.clone();
        double most = 0;
        for (double rate : rates) {
            if (!(rate >= 0)) {
                throw new IllegalArgumentException("a rate must not be negative, but was " + rate);
            }
            most = Math.max(most, rate);
        }
        return new ArrivalRate(
                now -> rates[Math.floorMod(Math.floorDiv(now.toEpochMilli(), interval.toMillis()), rates.length)],
                most);
    }

    /** Returns the share of candidates, which come at the highest rate, who really come at an instant: 0 to 1. */
    double share(Instant now) {
        return perHour.applyAsDouble(now) / most;
    }

    /** Returns the mean time between candidates. */
    Duration betweenCandidates() {
        return Duration.ofNanos(Math.max(1, Math.round(3_600e9 / most)));
    }
}
