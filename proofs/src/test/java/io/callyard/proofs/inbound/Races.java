package io.callyard.proofs.inbound;

import io.callyard.proofs.inbound.Nodes.Kept;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which races were run, and who won them by what the nodes answered. One thread at a time. */
final class Races {
    private final Map<String, String> winners = new HashMap<>();
    private final Set<String> unsure = new HashSet<>();
    private final Set<String> broken = new LinkedHashSet<>();
    private final List<String> problems = new ArrayList<>();
    private int doubleTakes;
    private int byTwoAgents;
    private int overtakings;
    private int hungUpTooLate;
    private int hungUpInTime;
    private int loggedOutTooLate;
    private int loggedOutInTime;

    /**
     * How often each race was run.
     *
     * @param doubleTakes accepts of one offer at once, of which one won
     * @param byTwoAgents how many of these were two agents'
     * @param overtakings how often that was the one that was told later
     * @param hungUpTooLate the caller hung up while an agent accepted, and the agent was first
     * @param hungUpInTime the same, and the caller was first
     * @param loggedOutTooLate the agent logged out while he accepted, and got the caller all the same
     * @param loggedOutInTime the same, and the caller went to others
     */
    record Count(
            int doubleTakes,
            int byTwoAgents,
            int overtakings,
            int hungUpTooLate,
            int hungUpInTime,
            int loggedOutTooLate,
            int loggedOutInTime) {}

    /** An agent was told whether the offer is his. */
    void took(String offer, String agent, Kept kept) {
        if (!kept.isFirst()) {
            unsure.add(offer);
        }
        if (kept.isYes()) {
            String before = winners.putIfAbsent(offer, agent);
            if (before != null) {
                problems.add("offer " + offer + " was won by " + before + ", and by " + agent);
            }
        }
    }

    void tookTwice(Kept first, Kept second, boolean byTwoAgents) {
        boolean isWon = first.isYes() || second.isYes();
        doubleTakes += isWon ? 1 : 0;
        this.byTwoAgents += isWon && byTwoAgents ? 1 : 0;
        overtakings += second.isYes() ? 1 : 0;
    }

    void hungUpWhileTaken(Kept take) {
        hungUpTooLate += take.isYes() ? 1 : 0;
        hungUpInTime += take.isYes() ? 0 : 1;
    }

    void loggedOutWhileTaken(Kept take) {
        loggedOutTooLate += take.isYes() ? 1 : 0;
        loggedOutInTime += take.isYes() ? 0 : 1;
    }

    /** A node died over an offer. */
    void broke(String offer) {
        broken.add(offer);
    }

    /** Returns whether a node died over an offer. */
    boolean isBroken(String offer) {
        return broken.contains(offer);
    }

    /** Returns who was told that an offer is his. */
    Optional<String> winner(String offer) {
        return Optional.ofNullable(winners.get(offer));
    }

    /** Returns the offers that somebody was told are his. */
    Set<String> won() {
        return winners.keySet();
    }

    /** Returns whether somebody may have won an offer of which a node that died should have told him. */
    boolean isUnsure(String offer) {
        return unsure.contains(offer);
    }

    Count count() {
        return new Count(
                doubleTakes, byTwoAgents, overtakings, hungUpTooLate, hungUpInTime, loggedOutTooLate, loggedOutInTime);
    }

    List<String> problems() {
        return problems;
    }
}
