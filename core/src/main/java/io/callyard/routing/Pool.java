package io.callyard.routing;

import io.callyard.model.AgentId;
import io.callyard.model.inbound.Candidate;
import io.callyard.model.inbound.Decision;
import io.callyard.model.inbound.Membership;
import io.callyard.model.inbound.QueueBook;
import io.callyard.model.inbound.Skills;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The ready members of one queue in one pass, and what the pass has found out about them.
 *
 * <p><b>Threads.</b> One.
 */
final class Pool {
    private final QueueBook queue;
    private final FloorPlan plan;
    private final RoutingStrategy strategy;
    private final Bystanders bystanders;
    private final List<Member> members = new ArrayList<>();
    private final IdentityHashMap<Comparator<Contender>, Ranking> rankings = new IdentityHashMap<>();
    private final Set<Needs> hopeless = new HashSet<>();
    private @Nullable Map<AgentId, Member> byId;
    private @Nullable Map<String, Integer> best;
    private @Nullable Ranking rankingById;
    private @Nullable List<Candidate> firstBystanders;
    private int highestTier = 1;
    private int taken;

    Pool(QueueBook queue, FloorPlan plan, Bystanders bystanders) {
        this.queue = queue;
        this.plan = plan;
        this.bystanders = bystanders;
        strategy = plan.rules().strategies().orStandard(queue.settings().strategy());
    }

    /** Another agent is ready. */
    void add(Standing standing, Membership membership) {
        Member member = new Member(members.size(), standing, membership);
        members.add(member);
        highestTier = Math.max(highestTier, member.tier());
    }

    QueueBook queue() {
        return queue;
    }

    Instant now() {
        return plan.now();
    }

    RoutingStrategy strategy() {
        return strategy;
    }

    /** Returns how many agents are on the floor, ready or not. */
    int onFloor() {
        return plan.agents().size();
    }

    /** Returns the highest tier of those who are ready. */
    int highestTier() {
        return highestTier;
    }

    /** Finds a ready member. */
    @Nullable Member find(AgentId agent) {
        Map<AgentId, Member> known = byId;
        if (known == null) {
            known = new HashMap<>();
            for (Member member : members) {
                known.put(member.id(), member);
            }
            byId = known;
        }
        return known.get(agent);
    }

    /** Returns whether nobody has room any more. */
    boolean isExhausted() {
        while (taken < members.size() && !members.get(taken).standing().hasRoom()) {
            taken++;
        }
        return taken == members.size();
    }

    /** Returns whether it is known that nobody meets these needs. */
    boolean isHopeless(Needs needs) {
        return wantsTooMuch(needs.skills()) || hopeless.contains(needs);
    }

    /** Nobody meets these needs, and nobody will in this pass: agents only become fewer. */
    void giveUp(Needs needs) {
        hopeless.add(needs);
    }

    private boolean wantsTooMuch(Skills skills) {
        if (skills.levels().isEmpty()) {
            return false;
        }
        Map<String, Integer> known = best();
        for (Map.Entry<String, Integer> wanted : skills.levels().entrySet()) {
            if (known.getOrDefault(wanted.getKey(), 0) < wanted.getValue()) {
                return true;
            }
        }
        return false;
    }

    /** The highest level of each skill: spares looking at everybody for what nobody knows. */
    private Map<String, Integer> best() {
        Map<String, Integer> known = best;
        if (known == null) {
            Map<String, Integer> found = new HashMap<>();
            for (Member member : members) {
                Skills skills = member.standing().agent().profile().skills();
                skills.levels().forEach((skill, level) -> found.merge(skill, level, Math::max));
            }
            known = found;
            best = known;
        }
        return known;
    }

    /** Returns the members in an order, which is the same one for the same object. */
    Ranking ranking(Comparator<Contender> order) {
        return rankings.computeIfAbsent(order, wanted -> Ranking.byTier(members, wanted));
    }

    /** Returns the members by their ids. */
    Ranking rankingById() {
        Ranking known = rankingById;
        if (known == null) {
            known = Ranking.byId(members);
            rankingById = known;
        }
        return known;
    }

    /** Returns some of those who are not ready or do not serve the queue, as far as a decision may name them. */
    List<Candidate> bystanders() {
        List<Candidate> known = firstBystanders;
        if (known == null) {
            known = bystanders.of(queue.id(), Decision.MAX);
            firstBystanders = known;
        }
        return known;
    }

    /** Returns all who are not ready or do not serve the queue. */
    List<Candidate> allBystanders() {
        return bystanders.of(queue.id(), Integer.MAX_VALUE);
    }
}
