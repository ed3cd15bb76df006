package io.callyard.estimate;

import io.callyard.model.WaitEstimate;
import java.time.Duration;

/**
 * What is known of a random wait.
 *
 * @param mean in seconds, above 0
 * @param variance in seconds squared, above 0
 */
record InboundMoments(double mean, double variance) {

    /** Returns the mean as a time. */
    Duration meanTime() {
        return ErlangQuantiles.ofNanos(mean * 1e9);
    }

    /** Returns the quantiles of the gamma variable with this mean and variance. */
    WaitEstimate range() {
        Duration scale = ErlangQuantiles.ofNanos(variance / mean * 1e9);
        return ErlangQuantiles.range(mean * mean / variance, scale, Duration.ZERO);
    }

    /** These moments if the mean itself is known with this standard error only. */
    InboundMoments unsureBy(double error) {
        return new InboundMoments(mean, variance + error * error);
    }
}
