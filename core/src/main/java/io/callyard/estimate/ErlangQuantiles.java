package io.callyard.estimate;

import io.callyard.model.WaitEstimate;
import java.time.Duration;

/**
 * Quantiles of the sum of {@code n} independent exponential times of one mean: the Erlang
 * distribution, by the Wilson–Hilferty approximation (the cube root of a gamma variable is nearly
 * normal).
 *
 * <p>Its error against the exact quantile is below 3 % of the mean for the quantiles used here.
 *
 * <p><b>Source.</b> E. B. Wilson and M. M. Hilferty, "The distribution of chi-square", Proceedings of
 * the National Academy of Sciences 17(12), 1931.
 */
final class ErlangQuantiles {
    /** The standard normal quantile of 0.9. */
    private static final double Z90 = 1.2815515655446004;

    private ErlangQuantiles() {}

    /**
     * Returns the 10 %, 50 % and 90 % quantiles.
     *
     * @param stages how many times are added, 0 or more; with a fraction, a gamma variable of that shape
     * @param mean the mean of one of them
     * @param fixed a certain time that is added to all three
     */
    static WaitEstimate range(double stages, Duration mean, Duration fixed) {
        if (stages <= 0) {
            return new WaitEstimate(fixed, fixed, fixed);
        }
        return new WaitEstimate(
                fixed.plus(scaled(mean, quantile(stages, -Z90))),
                fixed.plus(scaled(mean, quantile(stages, 0))),
                fixed.plus(scaled(mean, quantile(stages, Z90))));
    }

    private static double quantile(double stages, double z) {
        double ninth = 1 / (9 * stages);
        double root = 1 - ninth + z * Math.sqrt(ninth);
        return root <= 0 ? 0 : stages * root * root * root;
    }

    private static Duration scaled(Duration mean, double factor) {
        return ofNanos(mean.toNanos() * factor);
    }

    /** A time as long as a duration of nanoseconds can be, at most. */
    static Duration ofNanos(double nanos) {
        return nanos >= Long.MAX_VALUE ? Duration.ofNanos(Long.MAX_VALUE) : Duration.ofNanos((long) nanos);
    }
}
