package io.callyard.model.inbound;

import java.time.Duration;
import java.time.Instant;

/**
 * What a queue has learnt, for estimates: kept with it, so that every node says the same, and a restart forgets
 * nothing. Recent things weigh more. Pure values.
 *
 * @param handled how many calls the mean is made of, at most {@value #HANDLE_WINDOW}
 * @param handleTime the mean time that a caller takes an agent, work after the call included; zero if nothing is known
 * @param arrived callers who came, older ones counting less: see {@link #HALF_LIFE}
 * @param arrivedEarly the same for those who had a head start
 * @param abandoned callers who hung up, in the same way
 * @param waited the time that all of them waited, in seconds, in the same way
 * @param observed the time looked at, in seconds, in the same way
 * @param asOf the time of the newest thing
 */
public record QueueStatistics(
        int handled,
        Duration handleTime,
        double arrived,
        double arrivedEarly,
        double abandoned,
        double waited,
        double observed,
        Instant asOf) {
    /** Over how many calls the mean handle time is taken. */
    public static final int HANDLE_WINDOW = 200;

    /** After this time something counts half. */
    public static final Duration HALF_LIFE = Duration.ofMinutes(30);

    /** Nothing is known yet. */
    public static QueueStatistics since(Instant now) {
        return new QueueStatistics(0, Duration.ZERO, 0, 0, 0, 0, 0, now);
    }

    /** Somebody comes. */
    public QueueStatistics joined(boolean early, Instant now) {
        QueueStatistics aged = agedTo(now);
        return aged.with(aged.arrived + 1, aged.arrivedEarly + (early ? 1 : 0), aged.abandoned, aged.waited);
    }

    /** Somebody leaves the line, connected or not. */
    public QueueStatistics leftLine(Duration wait, boolean hungUp, Instant now) {
        QueueStatistics aged = agedTo(now);
        return aged.with(
                aged.arrived, aged.arrivedEarly, aged.abandoned + (hungUp ? 1 : 0), aged.waited + seconds(wait));
    }

    /** An agent is done with somebody. */
    public QueueStatistics handled(Duration took, Instant now) {
        QueueStatistics aged = agedTo(now);
        int calls = Math.min(handled + 1, HANDLE_WINDOW);
        double mean = seconds(handleTime) + (seconds(took) - seconds(handleTime)) / calls;
        return new QueueStatistics(
                calls,
                Duration.ofNanos(Math.round(mean * 1e9)),
                aged.arrived,
                aged.arrivedEarly,
                aged.abandoned,
                aged.waited,
                aged.observed,
                aged.asOf);
    }

    /** Returns how many of those who wait hang up in a second. */
    public double abandonRate() {
        return waited <= 0 ? 0 : abandoned / waited;
    }

    /** Returns how many callers with a head start come in a second. */
    public double earlyRate() {
        return observed <= 0 ? 0 : arrivedEarly / observed;
    }

    private QueueStatistics agedTo(Instant now) {
        double passed = now.isAfter(asOf) ? seconds(Duration.between(asOf, now)) : 0;
        double keeps = Math.pow(0.5, passed / seconds(HALF_LIFE));
        // The integral of the weights over the time that has passed.
        double newly = (1 - keeps) * seconds(HALF_LIFE) / Math.log(2);
        return new QueueStatistics(
                handled,
                handleTime,
                arrived * keeps,
                arrivedEarly * keeps,
                abandoned * keeps,
                waited * keeps,
                observed * keeps + newly,
                now.isAfter(asOf) ? now : asOf);
    }

    private QueueStatistics with(double nowArrived, double nowEarly, double nowAbandoned, double nowWaited) {
        return new QueueStatistics(handled, handleTime, nowArrived, nowEarly, nowAbandoned, nowWaited, observed, asOf);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
