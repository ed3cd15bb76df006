package io.callyard.testkit.inbound;

import java.util.function.ToDoubleFunction;

/**
 * Estimates of a wait, in seconds, that any other should be measured against. Those by the truth know what nobody
 * can know, and are the yardstick where they fit.
 *
 * <p><b>Sources.</b> W. Whitt, "Predicting queueing delays", Management Science 45(6), 1999; R. Ibrahim and W. Whitt,
 * "Real-time delay estimation based on delay history", Manufacturing and Service Operations Management 11(3), 2009.
 */
public enum SimpleEstimator implements ToDoubleFunction<QueueSight> {
    /** Two minutes for each place in line. */
    FIXED("position × 2 min"),

    /** The wait of the last who got an agent. */
    LAST_SERVED("last to enter service (LES)"),

    /** How long the first in line has waited. */
    HEAD_OF_LINE("head of line (HOL)"),

    /** Position × mean handle time ÷ agents, the mean learnt from the last 200 calls. */
    LEARNT("position × mean of the last 200 ÷ agents"),

    /** The same with the true mean. */
    TRUE_MEAN("the same with the true mean (QL)"),

    /** Those ahead also hang up, at the true rate. */
    TRUE_ABANDONMENT("QL with abandonment, all true"),

    /** The true load of those with a head start is taken away from the agents. */
    TRUE_OVERTAKING("QL ÷ (1 − load that overtakes), all true");

    private final String title;

    SimpleEstimator(String title) {
        this.title = title;
    }

    /** Returns what it does, for people. */
    public String title() {
        return title;
    }

    /** Returns whether it knows what only a simulation knows. */
    public boolean knowsTheTruth() {
        return this == TRUE_MEAN || this == TRUE_ABANDONMENT || this == TRUE_OVERTAKING;
    }

    @Override
    public double applyAsDouble(QueueSight sight) {
        return switch (this) {
            case FIXED -> (sight.ahead() + 1) * 120.0;
            case LAST_SERVED -> sight.lastWait();
            case HEAD_OF_LINE -> sight.headWait();
            case LEARNT -> line(sight, sight.recentHandleTime());
            case TRUE_MEAN -> line(sight, sight.truth().handleTime());
            case TRUE_ABANDONMENT -> withAbandonment(sight);
            case TRUE_OVERTAKING -> withOvertaking(sight);
        };
    }

    private static double line(QueueSight sight, double handleTime) {
        return (sight.ahead() + 1) * handleTime / sight.agents();
    }

    private static double withAbandonment(QueueSight sight) {
        double served = sight.agents() / sight.truth().handleTime();
        double wait = 0;
        for (int others = 0; others <= sight.ahead(); others++) {
            wait += 1 / (served + others * sight.truth().abandonRate());
        }
        return wait;
    }

    private static double withOvertaking(QueueSight sight) {
        double load =
                sight.early() ? 0 : sight.truth().earlyRate() * sight.truth().handleTime() / sight.agents();
        return line(sight, sight.truth().handleTime()) / (1 - Math.min(load, 0.9));
    }
}
