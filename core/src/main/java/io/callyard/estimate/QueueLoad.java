package io.callyard.estimate;

import java.time.Duration;

/**
 * What a wait depends on, as seen by one waiting call.
 *
 * @param ahead how many calls go before it, in all
 * @param servers how many slots serve these
 * @param freeServers how many of the slots are free now
 * @param aheadInLane how many calls of its own lane go before it
 * @param laneServers how many slots the lane may use
 * @param freeLaneServers how many of these are free now
 * @param handleTime how long a call holds a slot on average, learnt from recent calls
 * @param laneDelay how long the lane pauses after each call
 * @param startGap the least time between two starts on the carrier account
 * @param overtaking which share of the slots goes to calls that will come later and go first; 0 to 1
 * @param notBefore how long time alone keeps the call back
 */
public record QueueLoad(
        long ahead,
        int servers,
        int freeServers,
        long aheadInLane,
        int laneServers,
        int freeLaneServers,
        Duration handleTime,
        Duration laneDelay,
        Duration startGap,
        double overtaking,
        Duration notBefore) {
    public QueueLoad {
        if (ahead < 0 || aheadInLane < 0 || overtaking < 0 || overtaking > 1) {
            throw new IllegalArgumentException("not a load: " + ahead + ", " + aheadInLane + ", " + overtaking);
        }
    }
}
