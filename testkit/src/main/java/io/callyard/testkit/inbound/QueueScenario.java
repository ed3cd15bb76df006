package io.callyard.testkit.inbound;

import java.time.Duration;
import java.util.function.DoubleToIntFunction;
import java.util.function.DoubleUnaryOperator;

/**
 * A queue to simulate: who comes, who serves, how long that takes and how long people wait. Callers come
 * independently of one another; what depends on the time gets it in seconds, and repeats itself after a day.
 *
 * <p>Handle times are exponential with a variation of 1, and log-normal with any other.
 *
 * @param name for people
 * @param arrivals how many callers come in a second
 * @param agents how many agents there are
 * @param handleTime how many seconds a caller takes an agent on average
 * @param handleVariation the coefficient of variation of the handle time
 * @param patience how many seconds a caller waits on average before he hangs up, exponentially distributed; infinite
 *     if nobody does
 * @param earlyShare which share of the callers has a head start; 0 to 1
 * @param headStart how much earlier than they came these are taken to have come
 */
public record QueueScenario(
        String name,
        DoubleUnaryOperator arrivals,
        DoubleToIntFunction agents,
        DoubleUnaryOperator handleTime,
        double handleVariation,
        double patience,
        double earlyShare,
        Duration headStart) {
    static final int DAY = 86_400;
    private static final int HALF_HOUR = 1_800;

    public QueueScenario {
        if (!(handleVariation > 0 && patience > 0 && earlyShare >= 0 && earlyShare <= 1) || headStart.isNegative()) {
            throw new IllegalArgumentException(
                    "not a queue: " + handleVariation + ", " + patience + ", " + earlyShare + ", " + headStart);
        }
    }

    /**
     * The same all day, and everybody waits: M/M/c.
     *
     * @param agents how many
     * @param load arrivals × handle time ÷ agents
     * @param handleTime in seconds
     */
    public static QueueScenario steady(String name, int agents, double load, double handleTime) {
        double arrivals = load * agents / handleTime;
        return new QueueScenario(
                name,
                time -> arrivals,
                time -> agents,
                time -> handleTime,
                1,
                Double.POSITIVE_INFINITY,
                0,
                Duration.ZERO);
    }

    /**
     * A day: three times as many callers at the peak as at the lowest, calls that are longer at some hours than at
     * others by half, and a plan that counts agents by the half hour and follows the load half an hour late. So there
     * are too few of them while the load rises, and enough when it falls.
     *
     * @param agents how many on average
     * @param load what the plan aims at
     * @param handleTime the mean over the day, in seconds
     */
    public static QueueScenario day(String name, int agents, double load, double handleTime) {
        DoubleUnaryOperator calls = time -> load * agents / handleTime * (1 + wave(time, DAY) / 2);
        DoubleUnaryOperator length = time -> handleTime * (1 + wave(time, DAY / 3.0) / 5);
        DoubleToIntFunction plan = time -> {
            double seen = Math.floor(time / HALF_HOUR) * HALF_HOUR - HALF_HOUR;
            return (int) Math.ceil(calls.applyAsDouble(seen) * length.applyAsDouble(seen) / load);
        };
        return new QueueScenario(name, calls, plan, length, 1, Double.POSITIVE_INFINITY, 0, Duration.ZERO);
    }

    private static double wave(double time, double period) {
        return Math.sin(2 * Math.PI * time / period);
    }

    /** This queue with callers who hang up after so many seconds on average. */
    public QueueScenario withPatience(double seconds) {
        return new QueueScenario(name, arrivals, agents, handleTime, handleVariation, seconds, earlyShare, headStart);
    }

    /** This queue with a share of callers who have a head start. */
    public QueueScenario withEarly(double share, Duration start) {
        return new QueueScenario(name, arrivals, agents, handleTime, handleVariation, patience, share, start);
    }

    /** This queue with handle times of another variation. */
    public QueueScenario varying(double variation) {
        return new QueueScenario(name, arrivals, agents, handleTime, variation, patience, earlyShare, headStart);
    }

    @Override
    public String toString() {
        return name;
    }

    /** Returns how many callers come in a second at most. */
    double peak() {
        double peak = 0;
        for (int minute = 0; minute < DAY / 60; minute++) {
            peak = Math.max(peak, arrivals.applyAsDouble(minute * 60.0));
        }
        return peak * 1.01;
    }
}
