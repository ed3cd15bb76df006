package io.callyard.routing;

import io.callyard.model.AgentId;
import io.callyard.model.inbound.Agent;
import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.CallerId;
import io.callyard.model.inbound.Decision;
import io.callyard.model.inbound.Membership;
import io.callyard.model.inbound.QueueBook;
import io.callyard.model.inbound.QueueId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * One pass over the floor: caller by caller, until nobody has room or nobody waits.
 *
 * <p><b>Threads.</b> One.
 */
final class Pass {
    private final FloorPlan plan;
    private final Bystanders bystanders;
    private final Map<QueueId, Pool> pools = new HashMap<>();
    private final List<Line> lines = new ArrayList<>();

    Pass(FloorPlan plan) {
        this.plan = plan;
        bystanders = new Bystanders(plan);
        for (Waiting line : plan.lines()) {
            lines.add(new Line(pool(line.queue()), line.callers()));
        }
        for (Agent agent : plan.agents()) {
            if (agent.isReadyAt(plan.now())) {
                join(agent);
            }
        }
    }

    private void join(Agent agent) {
        Standing standing = null;
        for (Membership membership : agent.profile().queues()) {
            Pool pool = pools.get(membership.queue());
            if (pool != null) {
                standing = standing == null ? new Standing(agent, plan) : standing;
                pool.add(standing, membership);
            }
        }
    }

    /** Returns the pool of a queue; it is empty if the queue is not in the plan. */
    Pool pool(QueueBook queue) {
        return pools.computeIfAbsent(queue.id(), id -> new Pool(queue, plan, bystanders));
    }

    /**
     * Makes matches.
     *
     * @param until the caller at whom to stop, without a match for him; absent: at the end
     */
    List<Match> run(@Nullable CallerId until) {
        PriorityQueue<Line> turns = new PriorityQueue<>(Line.BY_WEIGHTED_WAIT);
        for (Line line : lines) {
            if (line.goesOn()) {
                turns.add(line);
            }
        }
        List<Match> matches = new ArrayList<>();
        while (!turns.isEmpty()) {
            Line line = turns.remove();
            Caller caller = line.head();
            if (caller.id().equals(until)) {
                break;
            }
            Quest quest = new Quest(caller, line.pool());
            List<Member> chosen = quest.choose();
            if (!chosen.isEmpty()) {
                matches.add(match(quest, chosen));
            }
            if (line.goesOn()) {
                turns.add(line);
            }
        }
        return matches;
    }

    private static Match match(Quest quest, List<Member> chosen) {
        Decision decision = Accounts.decision(quest, chosen);
        List<AgentId> agents = new ArrayList<>(chosen.size());
        for (Member member : chosen) {
            agents.add(member.id());
            member.standing().take();
        }
        return new Match(quest.caller(), agents, decision);
    }
}
