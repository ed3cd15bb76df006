package io.callyard.reception;

import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.CallerState;
import io.callyard.model.inbound.LeaveReason;
import io.callyard.model.inbound.QueueStatistics;
import java.time.Duration;
import java.time.Instant;

/** What a queue learns from what becomes of its callers. Pure. */
final class Lessons {
    private Lessons() {}

    /** Somebody has come. */
    static QueueStatistics ofJoining(QueueStatistics known, Caller caller, Instant now) {
        return known.joined(caller.place().key().isBefore(caller.place().joinedAt()), now);
    }

    /**
     * Something has become of somebody. Only time on an open line counts as waiting: without one nobody can hang up.
     *
     * @param wrapUp how long the agent has for the work after a call
     */
    static QueueStatistics of(QueueStatistics known, Caller before, Caller after, Duration wrapUp, Instant now) {
        QueueStatistics learnt = known;
        if (isOnLine(before) && !isOnLine(after)) {
            learnt = learnt.leftLine(after.waitedAt(now), hasHungUp(after), now);
        }
        Instant since = before.connectedAt();
        if (since != null && before.state() == CallerState.CONNECTED && after.state() == CallerState.ENDED) {
            learnt = learnt.handled(Duration.between(since, now).plus(wrapUp), now);
        }
        return learnt;
    }

    private static boolean isOnLine(Caller caller) {
        return caller.holdsLine() && caller.state().isInLine();
    }

    private static boolean hasHungUp(Caller caller) {
        return caller.leaving() != null && caller.leaving().reason() == LeaveReason.ABANDONED;
    }
}
