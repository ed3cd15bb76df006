package io.callyard.routing;

import static io.callyard.routing.AgentSample.ACME;
import static io.callyard.routing.AgentSample.NOW;
import static io.callyard.routing.AgentSample.SALES;

import io.callyard.model.AgentId;
import io.callyard.model.inbound.Agent;
import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.Candidate;
import io.callyard.model.inbound.DeviceState;
import io.callyard.model.inbound.QueueBook;
import io.callyard.model.inbound.QueueId;
import io.callyard.model.inbound.QueueSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A floor for a test: queues with standard rules where nothing else is said, and all devices connected. */
final class FloorSample {
    private final Map<QueueId, QueueSettings> settings = new LinkedHashMap<>();
    private final Map<AgentId, DeviceState> devices = new HashMap<>();
    private final List<Agent> agents = new ArrayList<>();
    private final List<Caller> callers = new ArrayList<>();
    private RoutingStrategies strategies = RoutingStrategies.standard();

    FloorSample queue(QueueId queue, UnaryOperator<QueueSettings> change) {
        settings.put(queue, change.apply(settings.getOrDefault(queue, QueueSettings.named(queue.value()))));
        return this;
    }

    FloorSample sales(UnaryOperator<QueueSettings> change) {
        return queue(SALES, change);
    }

    FloorSample with(AgentSample... more) {
        for (AgentSample agent : more) {
            agents.add(agent.build());
        }
        return this;
    }

    FloorSample with(CallerSample... more) {
        for (CallerSample caller : more) {
            callers.add(caller.build());
        }
        return this;
    }

    FloorSample with(RoutingStrategy... custom) {
        strategies = strategies.with(custom);
        return this;
    }

    FloorSample device(String agent, DeviceState state) {
        devices.put(new AgentId(agent), state);
        return this;
    }

    FloorPlan plan() {
        Map<QueueId, List<Caller>> lines = new LinkedHashMap<>();
        settings.keySet().forEach(queue -> lines.put(queue, new ArrayList<>()));
        callers.stream()
                .sorted()
                .forEach(caller -> lines.computeIfAbsent(caller.queue(), queue -> new ArrayList<>())
                        .add(caller));
        return new FloorPlan(
                NOW,
                lines.entrySet().stream()
                        .map(line -> new Waiting(book(line.getKey()), line.getValue()))
                        .toList(),
                agents,
                agent -> devices.getOrDefault(agent, DeviceState.CONNECTED),
                new MatchRules(MatchRules.STANDARD.agents(), MatchRules.STANDARD.weights(), strategies));
    }

    QueueBook book(QueueId queue) {
        return QueueBook.open(
                ACME, queue, settings.getOrDefault(queue, QueueSettings.named(queue.value())), NOW.minusSeconds(9_000));
    }

    List<Match> match() {
        return Matching.match(plan());
    }

    /** Who is put to whom: {@code 1>ann} is the caller with number 1 to the agent ann. */
    List<String> pairs() {
        return match().stream().map(FloorSample::pair).toList();
    }

    private static String pair(Match match) {
        String agents =
                String.join("+", match.agents().stream().map(AgentId::value).toList());
        return match.caller().id().value().getLeastSignificantBits() + ">" + agents;
    }

    /** What speaks against each agent, for the only caller: {@code ann: away}. */
    List<String> verdicts() {
        return told(Verdicts.explain(plan(), callers.get(0), book(callers.get(0).queue())));
    }

    static List<String> told(List<Candidate> candidates) {
        return candidates.stream()
                .map(one -> one.agent() + ": " + one.passedOver())
                .toList();
    }
}
