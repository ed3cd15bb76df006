package io.callyard.telephony.simulated;

import io.callyard.model.CallId;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** The carrier's chance. */
final class Dice {
    private Dice() {}

    /**
     * A source for one call alone, drawn from the carrier's seed and the call's name. So what befalls a
     * call depends neither on other calls nor on the order in which threads come along.
     *
     * @param repeat tells requests with the same name apart
     */
    static SplittableRandom of(long seed, CallId call, int attempt, long repeat) {
        long mixed = mix(seed ^ call.value().getMostSignificantBits());
        mixed = mix(mixed ^ call.value().getLeastSignificantBits());
        mixed = mix(mixed ^ attempt);
        return new SplittableRandom(mix(mixed ^ repeat));
    }

    /** A sample that is not negative, whoever wrote the distribution. */
    static Duration sample(Distribution distribution, RandomGenerator random) {
        Duration sample = distribution.sample(random);
        return sample.isNegative() ? Duration.ZERO : sample;
    }

    /** A part of {@code whole}, any as likely as the other. */
    static Duration part(Duration whole, RandomGenerator random) {
        return Distribution.uniform(Duration.ZERO, whole).sample(random);
    }

    /** The first number of a generator is its seed, well mixed. */
    private static long mix(long value) {
        return new SplittableRandom(value).nextLong();
    }
}
