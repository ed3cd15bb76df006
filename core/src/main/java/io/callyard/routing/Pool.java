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
    private final Map<AgentId, Member> byId = new HashMap<>();
    private final Map<String, Integer> best = new HashMap<>();
    private final IdentityHashMap<Comparator<Contender>, Ranking> rankings = new IdentityHashMap<>();
    private final Set<Needs> hopeless = new HashSet<>();
    private @Nullable Ranking byIds;
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
        byId.put(member.id(), member);
        highestTier = Math.max(highestTier, member.tier());
        standing.agent().profile().skills().levels().forEach((skill, level) -> best.merge(skill, level, Math::max));
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

    @Nullable Member find(AgentId agent) {
        return byId.get(agent);
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
        return hopeless.contains(needs) || wantsTooMuch(needs.skills());
    }

    /** Nobody meets these needs, and nobody will in this pass: agents only become fewer. */
    void giveUp(Needs needs) {
        hopeless.add(needs);
    }

    private boolean wantsTooMuch(Skills skills) {
        for (Map.Entry<String, Integer> wanted : skills.levels().entrySet()) {
            if (best.getOrDefault(wanted.getKey(), 0) < wanted.getValue()) {
                return true;
            }
        }
        return false;
    }

    /** Returns the members in an order, which is the same one for the same object. */
    Ranking ranking(Comparator<Contender> order) {
        return rankings.computeIfAbsent(order, wanted -> Ranking.byTier(members, wanted));
    }

    /** Returns the members by their ids. */
    Ranking rankingById() {
        Ranking ranking = byIds;
        if (ranking == null) {
            ranking = Ranking.byId(members);
            byIds = ranking;
        }
        return ranking;
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
