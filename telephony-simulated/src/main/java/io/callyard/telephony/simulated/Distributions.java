package io.callyard.telephony.simulated;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.random.RandomGenerator;

/** The distributions that ship. {@link StrictMath} only, so that a seed means the same everywhere. */
final class Distributions {
    private static final Duration LONGEST = Duration.ofDays(30);

    private Distributions() {}

    record Constant(Duration value) implements Distribution {
        Constant {
            requireNotNegative(value, "a constant length");
        }

        @Override
        public Duration sample(RandomGenerator random) {
            return value;
        }
    }

    record Uniform(Duration from, Duration to) implements Distribution {
        Uniform {
            requireNotNegative(from, "the shortest length");
            if (to.compareTo(from) < 0) {
                throw new IllegalArgumentException("the longest length " + to + " is below the shortest " + from);
            }
        }

        @Override
        public Duration sample(RandomGenerator random) {
            double width = micros(to.minus(from));
            // Rounded down, so that the upper bound stays out of reach.
            return from.plus((long) (random.nextDouble() * width), ChronoUnit.MICROS);
        }
    }

    record Exponential(Duration mean) implements Distribution {
        Exponential {
            requirePositive(mean, "the mean");
        }

        @Override
        public Duration sample(RandomGenerator random) {
            return ofMicros(-StrictMath.log(1 - random.nextDouble()) * micros(mean));
        }
    }

    record LogNormal(Duration median, double sigma) implements Distribution {
        LogNormal {
            requirePositive(median, "the median");
            if (!(sigma >= 0 && sigma <= 4)) {
                throw new IllegalArgumentException("sigma must be 0 to 4, but was " + sigma);
            }
        }

        @Override
        public Duration sample(RandomGenerator random) {
            // Box and Muller, "A Note on the Generation of Random Normal Deviates", 1958.
            double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
            double normal = radius * StrictMath.cos(2 * Math.PI * random.nextDouble());
            return ofMicros(StrictMath.exp(sigma * normal) * micros(median));
        }
    }

    record Capped(Distribution of, Duration longest) implements Distribution {
        Capped {
            requireNotNegative(longest, "the longest length");
        }

        @Override
        public Duration sample(RandomGenerator random) {
            Duration sample = of.sample(random);
            return sample.compareTo(longest) > 0 ? longest : sample;
        }
    }

    static void requireNotNegative(Duration value, String what) {
        if (value.isNegative()) {
            throw new IllegalArgumentException(what + " must not be negative, but was " + value);
        }
    }

    private static void requirePositive(Duration value, String what) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(what + " must be more than zero, but was " + value);
        }
    }

    private static double micros(Duration value) {
        return value.getSeconds() * 1e6 + value.getNano() / 1e3;
    }

    private static Duration ofMicros(double micros) {
        return micros >= micros(LONGEST) ? LONGEST : Duration.of(Math.round(micros), ChronoUnit.MICROS);
    }
}
