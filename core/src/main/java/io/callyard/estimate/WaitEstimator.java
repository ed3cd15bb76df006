package io.callyard.estimate;

import io.callyard.model.WaitEstimate;
import java.time.Duration;

/**
 * Estimates waits: those ahead leave at their measured rate, and those who will overtake count.
 *
 * <p>A call with {@code n} others before it and all {@code c} slots taken waits until {@code n + 1}
 * slots have become free. With memoryless handle times of mean {@code h} that is an Erlang
 * distribution of {@code n + 1} stages of mean {@code h / c}; its quantiles give the range. A share
 * {@code s} of slots that goes to calls which overtake stretches each stage to {@code h / (c (1 −
 * s))}. A lane with a limit and a delay of its own is a second queue of the same kind, whose stages
 * also hold the delay; the carrier account's pace is a certain time per start. The slowest of the
 * three decides.
 *
 * <p><b>Source.</b> W. Whitt, "Predicting queueing delays", Management Science 45(6), 1999; exact for
 * exponential handle times when nobody gives up, and within a few percent for others.
 */
public final class WaitEstimator {
    /** Beyond this load of overtaking calls the formula has a pole; the estimate is merely long. */
    private static final double MOST_OVERTAKING = 0.9;

    private static final Duration LONG = Duration.ofDays(1);

    /** Stands for "nobody knows, but long". */
    static final WaitEstimate UNKNOWN = new WaitEstimate(LONG, LONG, LONG);

    private WaitEstimator() {}

    /** Returns the estimate. */
    public static WaitEstimate estimate(QueueLoad load) {
        WaitEstimate tenant = queue(
                load.ahead(), load.servers(), load.freeServers(), load.handleTime(), Duration.ZERO, load.overtaking());
        WaitEstimate lane = queue(
                load.aheadInLane(),
                load.laneServers(),
                load.freeLaneServers(),
                load.handleTime(),
                load.laneDelay(),
                load.overtaking());
        Duration pace = times(load.startGap(), load.ahead());
        Duration floor = load.notBefore().compareTo(pace) > 0 ? load.notBefore() : pace;
        return longer(longer(tenant, lane), new WaitEstimate(floor, floor, floor));
    }

    /** Returns the longer of each of the three times. */
    static WaitEstimate longer(WaitEstimate one, WaitEstimate two) {
        return new WaitEstimate(
                longer(one.low(), two.low()), longer(one.likely(), two.likely()), longer(one.high(), two.high()));
    }

    private static WaitEstimate queue(
            long ahead, int servers, int free, Duration handleTime, Duration delay, double overtaking) {
        long stages = ahead + 1 - free;
        if (stages <= 0) {
            return WaitEstimate.NONE;
        }
        if (servers <= 0) {
            // No slot at all: it waits for a person to raise the limit, which nobody can estimate.
            return UNKNOWN;
        }
        double share = 1 - Math.min(overtaking, MOST_OVERTAKING);
        Duration stage = Duration.ofNanos(Math.round((double) handleTime.toNanos() / (servers * share)));
        Duration fixed = times(delay, stages).dividedBy(servers);
        return ErlangQuantiles.range((double) stages, stage, fixed);
    }

    private static Duration times(Duration duration, long count) {
        double nanos = (double) duration.toNanos() * count;
        return nanos >= Long.MAX_VALUE ? Duration.ofNanos(Long.MAX_VALUE) : duration.multipliedBy(count);
    }

    private static Duration longer(Duration one, Duration two) {
        return one.compareTo(two) > 0 ? one : two;
    }
}
