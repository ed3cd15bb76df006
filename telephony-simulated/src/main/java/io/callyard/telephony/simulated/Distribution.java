package io.callyard.telephony.simulated;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Lengths of time as they fall out by chance.
 *
 * <p>The distributions made here are values: equal if made alike, the same samples from the same
 * generator on every platform, kept to the microsecond. They take a fixed number of random numbers
 * per sample.
 *
 * <p><b>Threads.</b> Stateless.
 */
@FunctionalInterface
public interface Distribution {
    /** Always nothing. */
    Distribution NONE = constant(Duration.ZERO);

    /** Draws a length of time: zero or more; a negative one counts as zero. */
    Duration sample(RandomGenerator random);

    /**
     * Always {@code value}.
     *
     * @param value zero or more
     */
    static Distribution constant(Duration value) {
        return new Distributions.Constant(value);
    }

    /**
     * Anything between two bounds, each as likely as the other.
     *
     * @param from the shortest, zero or more
     * @param to the bound that is not reached, unless it equals {@code from}
     */
    static Distribution uniform(Duration from, Duration to) {
        return new Distributions.Uniform(from, to);
    }

    /**
     * Without memory: however long it has lasted, the rest is as long. A sample is at most 30 days.
     *
     * @param mean more than zero
     */
    static Distribution exponential(Duration mean) {
        return new Distributions.Exponential(mean);
    }

    /**
     * Log-normal, as the lengths of telephone calls and of waits at a ringing telephone roughly are. A
     * sample is at most 30 days.
     *
     * @param median half of the samples are shorter; more than zero
     * @param sigma the standard deviation of the logarithm, 0 to 4. The mean is {@code median *
     *     exp(sigma * sigma / 2)}
     */
    static Distribution logNormal(Duration median, double sigma) {
        return new Distributions.LogNormal(median, sigma);
    }

    /** This distribution with longer samples cut to {@code longest}. */
    default Distribution atMost(Duration longest) {
        return new Distributions.Capped(this, longest);
    }
}
