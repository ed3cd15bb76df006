package io.callyard.model.inbound;

import java.time.Duration;
import java.time.Instant;

/**
 * What an agent has done since he was registered.
 *
 * @param calls how many callers he has talked to
 * @param talked for how long, in all
 * @param missedInARow how many offers he let ring since he last took one
 * @param missedRecently the same over all offers, where each newer offer halves the weight of the older ones by an
 *     eighth: between 0 and 1
 * @param offeredAt when he was last asked
 * @param idleSince since when he has had nothing to do
 */
public record AgentRecord(
        long calls, Duration talked, int missedInARow, double missedRecently, Instant offeredAt, Instant idleSince) {
    private static final double WEIGHT_OF_NEWEST = 0.125;

    /** Nothing done yet. */
    public static AgentRecord since(Instant now) {
        return new AgentRecord(0, Duration.ZERO, 0, 0, Instant.EPOCH, now);
    }

    /** He is asked. */
    public AgentRecord offered(Instant now) {
        return new AgentRecord(calls, talked, missedInARow, missedRecently, now, idleSince);
    }

    /** He did not answer. */
    public AgentRecord missed(Instant now) {
        return new AgentRecord(calls, talked, missedInARow + 1, moved(missedRecently, 1), offeredAt, idleSince);
    }

    /** He answered, yes or no. */
    public AgentRecord answered() {
        return new AgentRecord(calls, talked, 0, moved(missedRecently, 0), offeredAt, idleSince);
    }

    /** He has talked. */
    public AgentRecord talked(Duration length) {
        return new AgentRecord(calls + 1, talked.plus(length), missedInARow, missedRecently, offeredAt, idleSince);
    }

    /** He has nothing to do from now on. */
    public AgentRecord idleFrom(Instant now) {
        return new AgentRecord(calls, talked, missedInARow, missedRecently, offeredAt, now);
    }

    /** What he missed before is forgotten: he begins anew. */
    public AgentRecord forgiven() {
        return new AgentRecord(calls, talked, 0, missedRecently, offeredAt, idleSince);
    }

    private static double moved(double average, double newest) {
        return average + WEIGHT_OF_NEWEST * (newest - average);
    }
}
