package io.callyard.estimate;

import io.callyard.model.WaitEstimate;
import java.time.Duration;

/**
 * Estimates how long a caller will wait for an agent. Pure.
 *
 * <p>With {@code n} before him and {@code c} agents, all busy, he waits until {@code n + 1} have gone: taken by agents
 * at the rate {@code c / h}, where {@code h} is the mean handle time, and, while {@code i} others are still before him,
 * gone by themselves at {@code i · θ}, where {@code θ} is the rate at which those who wait hang up. So the wait is a
 * sum of independent exponential times of the means {@code 1 / (c / h + i · θ)}, {@code i} from {@code n} to 0. Callers
 * who come later and go first because of their head start put him back until nobody's head start is large enough any
 * more: see {@link InboundOvertaking}. The range is that of a gamma variable with the mean and the variance of all
 * this, and wider the less is known of {@code h}.
 *
 * <p>How long he has waited so far tells nothing about the rest, except how many can still overtake: agents finish and
 * others hang up without knowing it.
 *
 * <p><b>Source.</b> W. Whitt, "Predicting queueing delays", Management Science 45(6), 1999. Exact for exponential
 * handle times and patience; {@code docs/estimates.md} says how good it is for others.
 */
public final class InboundEstimator {
    /** No handle time is taken to be shorter, in seconds. */
    private static final double SHORTEST = 1e-3;

    private InboundEstimator() {}

    /**
     * Returns the range in which the wait will lie eight times in ten: none if an agent is free for him, and a day if
     * there is no agent at all.
     */
    public static WaitEstimate estimate(InboundLoad load) {
        if (load.stages() <= 0) {
            return WaitEstimate.NONE;
        }
        if (load.agents() == 0) {
            return WaitEstimator.UNKNOWN;
        }
        // Overtakers only make it longer, at each quantile. With few before him they seldom come, but then cost much; a
        // gamma variable with so large a variance would wrongly be next to nothing in many cases.
        return WaitEstimator.longer(
                moments(load).range(),
                moments(load.overtakenBy(0, Duration.ZERO)).range());
    }

    /**
     * Returns the mean of the wait: the one time that misses the waits least, as squares count. It is above {@link
     * WaitEstimate#likely()}, since a wait may be much longer than likely but not much shorter; so people are told that,
     * and averages are made of this.
     */
    public static Duration mean(InboundLoad load) {
        if (load.stages() <= 0) {
            return Duration.ZERO;
        }
        return load.agents() == 0
                ? WaitEstimator.UNKNOWN.likely()
                : moments(load).meanTime();
    }

    private static InboundMoments moments(InboundLoad load) {
        double served = load.agents() / Math.max(seconds(load.handleTime()), SHORTEST);
        double window = seconds(load.overtakeWindow());
        InboundMoments drain = InboundDrain.of(load.stages(), served, load.abandonRate());
        InboundMoments wait = load.overtakeRate() > 0 && window > 0
                ? InboundOvertaking.of(load.stages(), served, load.abandonRate(), load.overtakeRate(), window)
                : drain;
        // How much the mean changes with the handle time, by the derivative of the sum of the stages.
        double slope = served * drain.variance() * (wait.mean() / drain.mean());
        return wait.unsureBy(slope * load.handleTimeError());
    }

    private static double seconds(Duration duration) {
        return duration.getSeconds() + duration.getNano() / 1e9;
    }
}
