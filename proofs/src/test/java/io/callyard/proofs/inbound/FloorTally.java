package io.callyard.proofs.inbound;

import io.callyard.event.CallerEvent.CallerJoined;
import io.callyard.event.CallerEvent.CallerLeft;
import io.callyard.event.LoggedEvent;
import io.callyard.event.OfferEvent.OfferMade;
import io.callyard.model.inbound.CallerId;
import io.callyard.model.inbound.CallerLine;
import io.callyard.model.inbound.LeaveReason;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/** Counts what logs tell of callers and offers. */
final class FloorTally {
    private final Predicate<String> isBroken;
    private final Map<LeaveReason, Integer> left = new EnumMap<>(LeaveReason.class);
    private final Map<String, Integer> joined = new HashMap<>();
    private final Set<CallerId> losers = new HashSet<>();
    private int offers;
    private int offeredAgain;
    private int loggedOutWhileAsked;

    /**
     * Begins.
     *
     * @param isBroken whether a node died over an offer
     */
    FloorTally(Predicate<String> isBroken) {
        this.isBroken = isBroken;
    }

    void accept(LoggedEvent logged) {
        if (logged.event() instanceof CallerJoined came) {
            CallerLine line = Objects.requireNonNull(came.arrival().line());
            joined.merge(line.call().value(), 1, Integer::sum);
        } else if (logged.event() instanceof CallerLeft gone) {
            left.merge(gone.reason(), 1, Integer::sum);
        } else if (logged.event() instanceof OfferMade made) {
            offers++;
            offeredAgain += losers.remove(made.caller()) ? 1 : 0;
            if (isBroken.test(made.offer().toString())) {
                losers.add(made.caller());
            }
        }
    }

    void addLogOuts(int whileAsked) {
        loggedOutWhileAsked += whileAsked;
    }

    /** Returns how many callers came on each line. */
    Map<String, Integer> joined() {
        return joined;
    }

    int left(LeaveReason reason) {
        return left.getOrDefault(reason, 0);
    }

    int offers() {
        return offers;
    }

    /** Returns how many callers were offered again after a node had died over their offer. */
    int offeredAgain() {
        return offeredAgain;
    }

    /** Returns how many agents left while they were asked. */
    int loggedOutWhileAsked() {
        return loggedOutWhileAsked;
    }
}
