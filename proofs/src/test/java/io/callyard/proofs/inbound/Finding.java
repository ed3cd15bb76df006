package io.callyard.proofs.inbound;

import io.callyard.model.inbound.LeaveReason;
import java.util.List;

/**
 * What was found.
 *
 * @param problems what was broken; empty if nothing was
 * @param callers how many called
 * @param tally what the logs tell
 * @param races which races were run, and who won them
 * @param kills how many nodes died over an offer
 */
record Finding(List<String> problems, int callers, FloorTally tally, Races.Count races, int kills, long millis) {

    /** Returns the figures, for people. */
    @Override
    public String toString() {
        return ("%d callers: %d connected, %d called back, %d abandoned, %d not reached; %d offers;"
                        + " %d double accepts (%d by two agents, %d won by the later);"
                        + " %d hang-ups while accepting (%d in time);"
                        + " %d log-outs while offered, %d while accepting (%d in time);"
                        + " %d kills, %d offered again; %d ms")
                .formatted(
                        callers,
                        tally.left(LeaveReason.CONNECTED),
                        tally.left(LeaveReason.CALLED_BACK),
                        tally.left(LeaveReason.ABANDONED),
                        tally.left(LeaveReason.NOT_REACHED),
                        tally.offers(),
                        races.doubleTakes(),
                        races.byTwoAgents(),
                        races.overtakings(),
                        races.hungUpTooLate() + races.hungUpInTime(),
                        races.hungUpInTime(),
                        tally.loggedOutWhileAsked(),
                        races.loggedOutTooLate() + races.loggedOutInTime(),
                        races.loggedOutInTime(),
                        kills,
                        tally.offeredAgain(),
                        millis);
    }
}
