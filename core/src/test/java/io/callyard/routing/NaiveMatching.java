package io.callyard.routing;

import io.callyard.model.AgentId;
import io.callyard.model.inbound.Agent;
import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.DeviceState;
import io.callyard.model.inbound.Engagement;
import io.callyard.model.inbound.Feature;
import io.callyard.model.inbound.Membership;
import io.callyard.model.inbound.OfferRules;
import io.callyard.model.inbound.Presence;
import io.callyard.model.inbound.QueueBook;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The rules of matching once more, as they are spoken: every caller looks at every agent, again and again. */
final class NaiveMatching {
    /** What came out for a caller: whom he gets, and all other agents of the plan with the reason against each. */
    record Outcome(Caller caller, List<AgentId> agents, List<String> reasons) {}

    private final FloorPlan plan;
    private final Map<AgentId, Integer> given = new HashMap<>();

    NaiveMatching(FloorPlan plan) {
        this.plan = plan;
    }

    List<Outcome> match() {
        record Turn(QueueBook queue, Caller caller, double weighted) {}
        List<Turn> turns = new ArrayList<>();
        for (Waiting line : plan.lines()) {
            for (Caller caller : line.callers()) {
                double waited =
                        Duration.between(caller.place().key(), plan.now()).toMillis() / 1000.0;
                turns.add(new Turn(
                        line.queue(),
                        caller,
                        Math.max(0, waited) * line.queue().settings().weight()));
            }
        }
        turns.sort(Comparator.comparing(Turn::weighted).reversed().thenComparing(Turn::caller));
        List<Outcome> outcomes = new ArrayList<>();
        for (Turn turn : turns) {
            if (turn.caller().mayBeOfferedAt(plan.now())) {
                List<Agent> chosen = choose(turn.caller(), turn.queue());
                List<AgentId> ids = chosen.stream().map(Agent::id).toList();
                if (!chosen.isEmpty()) {
                    outcomes.add(new Outcome(turn.caller(), ids, reasons(turn.caller(), turn.queue(), ids)));
                }
                ids.forEach(id -> given.merge(id, 1, Integer::sum));
            }
        }
        return outcomes;
    }

    private List<Agent> choose(Caller caller, QueueBook queue) {
        List<Agent> able = plan.agents().stream()
                .filter(agent -> whyUnable(agent, caller, queue).isEmpty())
                .sorted(order(caller, queue))
                .toList();
        List<AgentId> passed = caller.search().passed();
        boolean plain = !caller.gets(Feature.ENHANCED_DISCOVERY);
        List<Agent> fresh =
                able.stream().filter(agent -> !passed.contains(agent.id())).toList();
        List<Agent> again = passed.stream()
                .flatMap(id -> able.stream().filter(agent -> agent.id().equals(id)))
                .toList();
        List<Agent> preferred = fresh.stream()
                .filter(agent -> !plain && agent.id().equals(caller.arrival().preferred()))
                .toList();
        if (!preferred.isEmpty()) {
            return preferred;
        }
        List<Agent> asked = fresh.isEmpty() ? again : fresh;
        if (asked.isEmpty()) {
            return List.of();
        }
        if (plain || !strategy(queue).ringsAll()) {
            return asked.subList(0, 1);
        }
        return asked.stream()
                .filter(agent -> tier(agent, queue) == tier(asked.get(0), queue))
                .limit(10)
                .toList();
    }

    private Comparator<Agent> order(Caller caller, QueueBook queue) {
        Comparator<Agent> byId = Comparator.comparing(agent -> agent.id().value());
        if (!caller.gets(Feature.ENHANCED_DISCOVERY)) {
            return byId;
        }
        Comparator<Agent> byTier = Comparator.comparing(agent -> tier(agent, queue));
        Comparator<Contender> strategy = strategy(queue).order(caller);
        return byTier.thenComparing(agent -> contender(agent, queue), strategy).thenComparing(byId);
    }

    private RoutingStrategy strategy(QueueBook queue) {
        return plan.rules().strategies().named(queue.settings().strategy());
    }

    private Contender contender(Agent agent, QueueBook queue) {
        Membership membership = agent.profile().in(queue.id()).orElseThrow();
        return new Contender(agent, membership, readiness(agent));
    }

    private Readiness readiness(Agent agent) {
        DeviceState device = plan.devices().apply(agent.id());
        return plan.rules()
                .weights()
                .readiness(
                        agent,
                        device == null ? DeviceState.UNKNOWN : device,
                        plan.now(),
                        plan.rules().agents().staleAfter());
    }

    private static int tier(Agent agent, QueueBook queue) {
        return agent.profile().in(queue.id()).map(Membership::tier).orElse(0);
    }

    private String whyUnable(Agent agent, Caller caller, QueueBook queue) {
        OfferRules offers = queue.settings().offers();
        boolean plain = !caller.gets(Feature.ENHANCED_DISCOVERY);
        boolean wider = caller.search().failed() >= offers.escalateAfter();
        int tier = tier(agent, queue);
        if (tier == 0) {
            return "not served";
        }
        if (agent.presence() == Presence.AWAY) {
            return "away";
        }
        if (agent.presence() == Presence.OFFLINE) {
            return "offline";
        }
        int capacity = agent.profile().capacity();
        if (agent.engagements().size() >= capacity) {
            return agent.engagements().stream().allMatch(Engagement::talking)
                    ? "on a call"
                    : "offered to another caller";
        }
        if (agent.wrapUpUntil().isAfter(plan.now())) {
            return "wrapping up";
        }
        if (agent.engagements().size() + given.getOrDefault(agent.id(), 0) >= capacity) {
            return "offered to another caller";
        }
        Duration silent = Duration.between(agent.heartbeatAt(), plan.now());
        if (caller.gets(Feature.HEARTBEAT)
                && silent.compareTo(plan.rules().agents().staleAfter()) > 0) {
            return "stale: no heartbeat for " + silent.toSeconds() + " s";
        }
        DeviceState device = plan.devices().apply(agent.id());
        if (caller.gets(Feature.DEVICE_CHECK) && device == null) {
            return "device not asked yet";
        }
        if (caller.gets(Feature.DEVICE_CHECK) && device == DeviceState.DISCONNECTED) {
            return "device disconnected";
        }
        if (!plain && !wider) {
            List<String> lacks = new ArrayList<>();
            new TreeMap<>(caller.arrival().skills().levels()).forEach((skill, level) -> {
                if (agent.profile().skills().levels().getOrDefault(skill, 0) < level) {
                    lacks.add(skill + " " + level);
                }
            });
            if (!lacks.isEmpty()) {
                return "lacks " + String.join(", ", lacks);
            }
        }
        Duration opensAfter = Duration.ZERO;
        for (int closed = wider ? 2 : 1; closed < tier; closed++) {
            opensAfter = opensAfter.plus(offers.tierWait());
        }
        Duration waited = Duration.between(caller.place().joinedAt(), plan.now());
        if (!plain && waited.compareTo(opensAfter) < 0) {
            return "tier " + tier + " opens in " + opensAfter.minus(waited).toSeconds() + " s";
        }
        return "";
    }

    private List<String> reasons(Caller caller, QueueBook queue, List<AgentId> chosen) {
        List<String> reasons = new ArrayList<>();
        for (Agent agent : plan.agents()) {
            String unable = whyUnable(agent, caller, queue);
            String able = caller.search().passed().contains(agent.id()) ? "missed this caller before" : "ranked behind";
            String reason = chosen.contains(agent.id()) ? "" : unable.isEmpty() ? able : unable;
            reasons.add(Objects.toString(agent.id()) + " " + tier(agent, queue) + " "
                    + readiness(agent).score() + " " + reason);
        }
        return reasons;
    }
}
