package io.callyard.testkit.inbound;

import io.callyard.model.inbound.QueueStatistics;
import java.time.Duration;

/**
 * What can be known about the wait of a caller while all agents are busy.
 *
 * @param number how many came before him since the queue was opened
 * @param early whether he has a head start
 * @param waited how long he has waited so far; zero when he joins
 * @param ahead how many wait before him
 * @param agents how many serve the queue; somebody who leaves after the call he has is not counted
 * @param overtakeWindow how much longer somebody who comes with a head start goes before him
 * @param statistics what the queue has learnt
 * @param recentHandleTime the mean of the last 200 handle times, in seconds
 * @param lastWait how long the last who got an agent had waited, in seconds
 * @param headWait how long the first in line has waited, in seconds
 * @param truth what only a simulation knows
 */
public record QueueSight(
        int number,
        boolean early,
        Duration waited,
        int ahead,
        int agents,
        Duration overtakeWindow,
        QueueStatistics statistics,
        double recentHandleTime,
        double lastWait,
        double headWait,
        Truth truth) {

    /**
     * What holds now.
     *
     * @param handleTime the mean handle time of calls that begin, in seconds
     * @param abandonRate how many of those who wait hang up in a second
     * @param earlyRate how many callers with a head start come in a second
     */
    public record Truth(double handleTime, double abandonRate, double earlyRate) {}
}
