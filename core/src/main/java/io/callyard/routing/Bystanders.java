package io.callyard.routing;

import io.callyard.model.inbound.Agent;
import io.callyard.model.inbound.Candidate;
import io.callyard.model.inbound.Membership;
import io.callyard.model.inbound.QueueId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who cannot take anybody of a queue, whoever the caller is: those who serve it and are not ready, then those who do not
 * serve it, each in the order of the plan.
 *
 * <p><b>Threads.</b> One.
 */
final class Bystanders {
    /** Somebody who serves a queue and is not ready. */
    private record Absent(Agent agent, Membership membership) {}

    private final FloorPlan plan;
    private @Nullable Map<QueueId, List<Absent>> absent;

    Bystanders(FloorPlan plan) {
        this.plan = plan;
    }

    /** Returns the first of them, at most {@code max}. */
    List<Candidate> of(QueueId queue, int max) {
        List<Candidate> candidates = new ArrayList<>();
        for (Absent one : absent().getOrDefault(queue, List.of())) {
            if (candidates.size() == max) {
                return candidates;
            }
            candidates.add(candidate(one.agent(), one.membership().tier(), Reasons.notReady(one.agent())));
        }
        for (Agent agent : plan.agents()) {
            if (candidates.size() == max) {
                return candidates;
            }
            if (agent.profile().in(queue).isEmpty()) {
                candidates.add(candidate(agent, 0, "not served"));
            }
        }
        return candidates;
    }

    /** One look at everybody for all queues: a look for each would cost agents times queues. */
    private Map<QueueId, List<Absent>> absent() {
        Map<QueueId, List<Absent>> known = absent;
        if (known == null) {
            known = new HashMap<>();
            for (Agent agent : plan.agents()) {
                if (!agent.isReadyAt(plan.now())) {
                    for (Membership membership : agent.profile().queues()) {
                        known.computeIfAbsent(membership.queue(), queue -> new ArrayList<>())
                                .add(new Absent(agent, membership));
                    }
                }
            }
            absent = known;
        }
        return known;
    }

    private Candidate candidate(Agent agent, int tier, String passedOver) {
        return new Candidate(
                agent.id(), tier, new Standing(agent, plan).readiness().score(), passedOver);
    }
}
