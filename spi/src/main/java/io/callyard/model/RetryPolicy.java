package io.callyard.model;

import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which outcomes are tried again, how often and how much later. Waiting for a slot is not an
 * attempt, and an attempt that provably never reached the carrier does not count.
 *
 * @param rules one per outcome; outcomes without one are final
 */
public record RetryPolicy(Map<Outcome, Rule> rules) {
    /** The outcomes after which another attempt cannot reach somebody twice by mistake. */
    private static final Set<Outcome> RETRYABLE =
            EnumSet.of(Outcome.NO_ANSWER, Outcome.BUSY, Outcome.MACHINE, Outcome.REJECTED, Outcome.FAILED);

    /** Every outcome is final. */
    public static final RetryPolicy NONE = new RetryPolicy(Map.of());

    /**
     * What to do after one outcome.
     *
     * @param maxAttempts how many attempts there may be in all, the first included; 2 to 100
     * @param delay how long after the end of an attempt the next may start; not negative
     */
    public record Rule(int maxAttempts, Duration delay) {
        public Rule {
            if (maxAttempts < 2 || maxAttempts > 100) {
                throw new IllegalArgumentException("attempts must be 2 to 100, but was " + maxAttempts);
            }
            if (delay.isNegative() || delay.compareTo(Duration.ofDays(30)) > 0) {
                throw new IllegalArgumentException("the delay must be 0 to 30 days, but was " + delay);
            }
        }
    }

    public RetryPolicy {
        for (Outcome outcome : rules.keySet()) {
            if (!RETRYABLE.contains(outcome)) {
                throw new IllegalArgumentException(outcome + " cannot be tried again by itself: only " + RETRYABLE);
            }
        }
        rules = Map.copyOf(rules);
    }

    /** This policy with a rule for {@code outcome} added or replaced. */
    public RetryPolicy with(Outcome outcome, int maxAttempts, Duration delay) {
        Map<Outcome, Rule> all = new EnumMap<>(Outcome.class);
        all.putAll(rules);
        all.put(outcome, new Rule(maxAttempts, delay));
        return new RetryPolicy(all);
    }

    /**
     * Returns how long to wait before the next attempt.
     *
     * @param outcome how the last attempt ended
     * @param attempts how many there were
     * @return empty if the outcome is final
     */
    public Optional<Duration> delayAfter(Outcome outcome, int attempts) {
        Rule rule = rules.get(outcome);
        return rule == null || attempts >= rule.maxAttempts() ? Optional.empty() : Optional.of(rule.delay());
    }
}
