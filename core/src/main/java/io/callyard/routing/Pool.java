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
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
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
    private final Map<Needs, Screening> screenings = new HashMap<>();
    private @Nullable Map<AgentId, Member> byId;
    private @Nullable Map<String, Integer> best;
    private @Nullable Ranking rankingById;
    private @Nullable List<Candidate> firstBystanders;
    private int taken;

    Pool(QueueBook queue, FloorPlan plan, Bystanders bystanders) {
        this.queue = queue;
        this.plan = plan;
        this.bystanders = bystanders;
        strategy = plan.rules().strategies().orStandard(queue.settings().strategy());
    }

    /** Another agent is ready. */
    void add(Standing standing, Membership membership) {
        members.add(new Member(members.size(), standing, membership));
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

    /** Finds a ready member. */
    @Nullable
    Member find(AgentId agent) {
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

    /** Returns who meets some needs, as far as it was found out. */
    Screening screening(Needs needs) {
        Screening known = screenings.get(needs);
        if (known == null) {
            known = new Screening(needs, plan.now(), members.size());
            screenings.put(needs, known);
        }
        return known;
    }

    /** Returns whether a skill is wanted that nobody has: spares looking at everybody. */
    boolean wantsTooMuch(Skills skills) {
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

    /** The highest level of each skill. */
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
        Ranking known = rankings.get(order);
        if (known == null) {
            known = Ranking.byTier(members, order);
            rankings.put(order, known);
        }
        return known;
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
