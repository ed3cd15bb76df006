package io.callyard.routing;

import io.callyard.model.inbound.Candidate;
import io.callyard.model.inbound.Decision;
import java.util.ArrayList;
import java.util.List;

/**
 * Accounts for a choice: the chosen ones first, then the other members who are ready, in the order in which they would
 * be asked, then those who are not, be it since this very pass, and those of other queues. Where only a few may be
 * named, of the ready ones they are the next after the chosen one, and a few before him.
 */
final class Accounts {
    /** How many places before the chosen one a decision begins. */
    private static final int BEFORE = 5;

    private Accounts() {}

    /** Returns what is kept with an offer. */
    static Decision decision(Quest quest, List<Member> chosen) {
        int before = quest.ranking().placeOf(chosen.get(0)) - BEFORE;
        int from = Math.max(0, Math.min(before, quest.ranking().size() - Decision.MAX));
        List<Candidate> candidates = new ArrayList<>(Decision.MAX);
        addMembers(candidates, quest, chosen, from, Decision.MAX);
        if (candidates.size() < Decision.MAX) {
            List<Candidate> bystanders = quest.pool().bystanders();
            candidates.addAll(bystanders.subList(0, Math.min(bystanders.size(), Decision.MAX - candidates.size())));
        }
        return new Decision(quest.strategy(), quest.openTier(), quest.pool().onFloor(), candidates);
    }

    /** Returns everybody on the floor. */
    static List<Candidate> everybody(Quest quest, List<Member> chosen) {
        List<Candidate> candidates = new ArrayList<>();
        addMembers(candidates, quest, chosen, 0, Integer.MAX_VALUE);
        candidates.addAll(quest.pool().allBystanders());
        return candidates;
    }

    private static void addMembers(List<Candidate> candidates, Quest quest, List<Member> chosen, int from, int max) {
        for (Member member : chosen) {
            candidates.add(member.candidate(""));
        }
        Ranking ranking = quest.ranking();
        for (int at = from; at < ranking.size() && candidates.size() < max; at++) {
            Member member = ranking.at(at);
            if (member.standing().hasRoom() && !chosen.contains(member)) {
                candidates.add(quest.remark(member));
            }
        }
        for (int at = from; at < ranking.size() && candidates.size() < max; at++) {
            Member member = ranking.at(at);
            if (!member.standing().hasRoom() && !chosen.contains(member)) {
                candidates.add(member.candidate(Reasons.OFFERED));
            }
        }
    }
}
