package io.callyard.estimate;

import io.callyard.model.inbound.QueueStatistics;
import java.time.Duration;

/**
 * What the rest of a caller's wait depends on, when he joins or at any time while he waits.
 *
 * @param ahead how many callers wait before him, those not counted who are being offered to an agent already
 * @param agents how many callers the agents who serve his queue can have at once, busy or not
 * @param free how many of these they could take now
 * @param handleTime how long a caller takes an agent on average, work after the call included
 * @param handleTimeError the relative standard error of that time, 0 to 1; 0 if it is known for certain
 * @param abandonRate how many of those who wait hang up, per caller and second
 * @param overtakeRate how many callers come in a second whose head start lets them go before him
 * @param overtakeWindow how much longer somebody who comes can go before him; zero if nobody can
 */
public record InboundLoad(
        int ahead,
        int agents,
        int free,
        Duration handleTime,
        double handleTimeError,
        double abandonRate,
        double overtakeRate,
        Duration overtakeWindow) {
    /** A rate is taken as if that long nothing had happened before: the first caller of a day is no rate. */
    private static final double SILENT_SECONDS = 120;

    public InboundLoad {
        if (ahead < 0 || free < 0 || agents < free) {
            throw new IllegalArgumentException(
                    "not a queue: " + ahead + " ahead, " + free + " of " + agents + " agents free");
        }
        if (handleTime.isNegative() || overtakeWindow.isNegative()) {
            throw new IllegalArgumentException("no time is negative: " + handleTime + ", " + overtakeWindow);
        }
        if (!(handleTimeError >= 0 && handleTimeError <= 1)) {
            throw new IllegalArgumentException("the error of the handle time must be 0 to 1: " + handleTimeError);
        }
        requireRate(abandonRate, "the rate of hang-ups");
        requireRate(overtakeRate, "the rate of overtaking");
    }

    /** A queue in which everybody waits for his turn, however long. */
    public static InboundLoad of(int ahead, int agents, int free, Duration handleTime) {
        return new InboundLoad(ahead, agents, free, handleTime, 0, 0, 0, Duration.ZERO);
    }

    /**
     * A queue as far as it is known. Everybody with a head start is taken to have the longest.
     *
     * @param overtakeWindow the longest head start that callers of this queue get, less this caller's own, less the
     *     time he has waited; below zero, nobody can overtake
     * @param assumedHandleTime what a handle time is taken to be while few are known: see {@link HandleTimes}
     */
    public static InboundLoad of(
            QueueStatistics statistics,
            int ahead,
            int agents,
            int free,
            Duration overtakeWindow,
            Duration assumedHandleTime) {
        HandleTimes known = new HandleTimes(statistics.handleTime().toNanos(), statistics.handled());
        return new InboundLoad(
                ahead,
                agents,
                free,
                known.meanOr(assumedHandleTime),
                known.error(),
                statistics.abandoned() / (statistics.waited() + SILENT_SECONDS),
                statistics.arrivedEarly() / (statistics.observed() + SILENT_SECONDS),
                overtakeWindow.isNegative() ? Duration.ZERO : overtakeWindow);
    }

    /** This load with callers who hang up. */
    public InboundLoad abandonedBy(double rate) {
        return new InboundLoad(ahead, agents, free, handleTime, handleTimeError, rate, overtakeRate, overtakeWindow);
    }

    /** This load with callers who go before this one. */
    public InboundLoad overtakenBy(double rate, Duration window) {
        return new InboundLoad(ahead, agents, free, handleTime, handleTimeError, abandonRate, rate, window);
    }

    /** This load with a handle time that is not quite known. */
    public InboundLoad unsureBy(double error) {
        return new InboundLoad(ahead, agents, free, handleTime, error, abandonRate, overtakeRate, overtakeWindow);
    }

    /** Returns how many have to go until he is served, himself among them; none or less if somebody is free for him. */
    long stages() {
        return (long) ahead + 1 - free;
    }

    private static void requireRate(double value, String what) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(what + " must be 0 or more, but was " + value);
        }
    }
}
