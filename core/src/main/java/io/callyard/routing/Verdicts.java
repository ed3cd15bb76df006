package io.callyard.routing;

import io.callyard.model.AgentId;
import io.callyard.model.inbound.Agent;
import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.Candidate;
import io.callyard.model.inbound.QueueBook;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Says of every agent why he does not take a caller. Pure. */
public final class Verdicts {
    private Verdicts() {}

    /**
     * Returns all agents of a plan with what speaks against each: nothing for whoever a pass over the plan would choose,
     * or who is engaged with the caller already. They come first, then the others who are ready in the order in which
     * they would be asked, then those of the queue who are not ready, and those of other queues.
     *
     * <p>Callers of the plan whose turn it is before him are served before him. One who may not be offered now is taken
     * to come last.
     *
     * @param plan all agents who are to be judged, and whoever else waits
     * @param caller somebody of the queue; he need not be in the plan
     * @param queue his queue; it need not be in the plan
     */
    public static List<Candidate> explain(FloorPlan plan, Caller caller, QueueBook queue) {
        Pass pass = new Pass(withLine(plan, queue));
        pass.run(caller.id());
        Quest quest = new Quest(caller, pass.pool(queue));
        Set<AgentId> engaged = plan.agents().stream()
                .filter(agent -> agent.with(caller.id()).isPresent())
                .map(Agent::id)
                .collect(Collectors.toSet());
        List<Member> chosen = engaged.isEmpty() ? quest.choose() : List.of();
        return engagedFirst(Accounts.everybody(quest, chosen), engaged);
    }

    private static FloorPlan withLine(FloorPlan plan, QueueBook queue) {
        List<Waiting> lines = new ArrayList<>(plan.lines());
        lines.add(new Waiting(queue, List.of()));
        return new FloorPlan(plan.now(), lines, plan.agents(), plan.devices(), plan.rules());
    }

    private static List<Candidate> engagedFirst(List<Candidate> all, Set<AgentId> engaged) {
        List<Candidate> ordered = new ArrayList<>(all.size());
        for (Candidate one : all) {
            if (engaged.contains(one.agent())) {
                ordered.add(new Candidate(one.agent(), one.tier(), one.readiness(), ""));
            }
        }
        for (Candidate one : all) {
            if (!engaged.contains(one.agent())) {
                ordered.add(one);
            }
        }
        return ordered;
    }
}
