package io.callyard.testkit.inbound;

import io.callyard.model.WaitEstimate;
import java.time.Duration;

/**
 * How good forecasts of waits were.
 *
 * <p><b>Threads.</b> For one thread.
 */
public final class ForecastScore {
    private long forecasts;
    private long covered;
    private long longer;
    private double waits;
    private double errors;
    private double squares;

    /** Takes a forecast that is one time, in seconds. */
    public void add(double forecast, Duration wait) {
        double waited = wait.toNanos() / 1e9;
        forecasts++;
        waits += waited;
        errors += forecast - waited;
        squares += (forecast - waited) * (forecast - waited);
        longer += waited > forecast ? 1 : 0;
    }

    /** Takes a forecast that is one time, in seconds, with a range. */
    public void add(double forecast, WaitEstimate range, Duration wait) {
        add(forecast, wait);
        covered += range.covers(wait) ? 1 : 0;
    }

    /** Returns how many forecasts there were. */
    public long forecasts() {
        return forecasts;
    }

    /** Returns the mean wait, in seconds. */
    public double meanWait() {
        return waits / forecasts;
    }

    /** Returns the root relative average squared error: the root of the mean squared error, over the mean wait. */
    public double rrase() {
        return Math.sqrt(squares / forecasts) / meanWait();
    }

    /** Returns how much too long forecasts are on average, over the mean wait. */
    public double bias() {
        return errors / waits;
    }

    /** Returns which share of the waits lay within the ranges. */
    public double coverage() {
        return (double) covered / forecasts;
    }

    /** Returns which share of the waits was longer than forecast. */
    public double shareLonger() {
        return (double) longer / forecasts;
    }
}
