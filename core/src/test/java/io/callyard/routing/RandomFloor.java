package io.callyard.routing;

import static io.callyard.routing.AgentSample.ACME;
import static io.callyard.routing.AgentSample.NOW;
import static io.callyard.routing.AgentSample.agent;

import io.callyard.model.AgentId;
import io.callyard.model.inbound.Agent;
import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.CallerState;
import io.callyard.model.inbound.DeviceState;
import io.callyard.model.inbound.Feature;
import io.callyard.model.inbound.Presence;
import io.callyard.model.inbound.QueueBook;
import io.callyard.model.inbound.QueueId;
import io.callyard.model.inbound.QueueSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/** Any floor plan at all, from a seed. Small numbers everywhere, so that everything happens and ties are common. */
final class RandomFloor {
    private static final List<QueueId> QUEUES =
            List.of(new QueueId("sales"), new QueueId("care"), new QueueId("billing"));
    private static final List<String> SKILLS = List.of("spanish", "billing", "routers");
    private static final List<String> STRATEGIES =
            new ArrayList<>(RoutingStrategies.standard().names());
    private static final double[] WEIGHTS = {0.5, 1, 1, 2};

    private final SplittableRandom random;
    private final int crowd;

    RandomFloor(long seed) {
        random = new SplittableRandom(seed);
        crowd = oneIn(8) ? 40 : random.nextInt(14);
    }

    FloorPlan plan() {
        List<Waiting> lines = new ArrayList<>();
        int number = 0;
        for (QueueId queue : QUEUES.subList(0, 1 + random.nextInt(3))) {
            List<Caller> callers = new ArrayList<>();
            for (int i = random.nextInt(10); i > 0; i--) {
                callers.add(caller(queue, number++));
            }
            lines.add(new Waiting(book(queue), callers.stream().sorted().toList()));
        }
        Map<AgentId, DeviceState> devices = new HashMap<>();
        List<Agent> agents = new ArrayList<>();
        for (int i = 0; i < crowd; i++) {
            Agent agent = someAgent(i);
            agents.add(agent);
            if (!oneIn(10)) {
                devices.put(agent.id(), DeviceState.values()[oneIn(6) ? 2 : random.nextInt(2)]);
            }
        }
        return new FloorPlan(NOW, lines, agents, devices::get, MatchRules.STANDARD);
    }

    private QueueBook book(QueueId queue) {
        QueueSettings settings = QueueSettings.named("any")
                .routedBy(STRATEGIES.get(random.nextInt(STRATEGIES.size())))
                .weighing(WEIGHTS[random.nextInt(WEIGHTS.length)]);
        return QueueBook.open(
                ACME,
                queue,
                oneIn(4) ? settings.with(settings.offers().withTierWait(Duration.ZERO)) : settings,
                NOW.minusSeconds(9_000));
    }

    private Caller caller(QueueId queue, int number) {
        CallerSample sample = CallerSample.caller(1_000 - number)
                .in(queue)
                .waited(random.nextInt(8) * 10L)
                .headStart(oneIn(4) ? random.nextInt(-2, 5) * 10L : 0)
                .wants(skills(4))
                .only(features());
        if (oneIn(3)) {
            sample.prefers(agentName(random.nextInt(crowd + 1)));
        }
        if (oneIn(2)) {
            sample.failed(random.nextInt(4), someAgents());
        }
        if (oneIn(8)) {
            sample.callback(random.nextInt(2));
        }
        return oneIn(20) ? sample.is(CallerState.OFFERED).build() : sample.build();
    }

    private String[] someAgents() {
        Set<String> names = new LinkedHashSet<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            names.add(agentName(random.nextInt(crowd + 1)));
        }
        return names.toArray(String[]::new);
    }

    private Set<Feature> features() {
        Set<Feature> features = EnumSet.allOf(Feature.class);
        features.removeIf(feature -> oneIn(6));
        return features;
    }

    private Agent someAgent(int number) {
        AgentSample sample = agent(agentName(number))
                .knows(skills(2))
                .idle(random.nextInt(-1, 4) * 100L)
                .offered(random.nextInt(4))
                .calls(random.nextInt(3))
                .talked(random.nextInt(3))
                .missed(random.nextInt(3) / 2.0)
                .heardOf(random.nextInt(11) * 10L)
                .wrapsUpFor(oneIn(8) ? 5 : -5)
                .capacity(oneIn(4) ? random.nextInt(1, 4) : 1);
        if (oneIn(6)) {
            sample.is(Presence.values()[random.nextInt(3)]);
        }
        if (oneIn(5)) {
            sample.talking();
        }
        if (oneIn(8)) {
            sample.offered();
        }
        QUEUES.forEach(queue -> {
            if (oneIn(2)) {
                sample.in(queue, random.nextInt(1, 4), random.nextInt(3));
            }
        });
        return sample.build();
    }

    /** An order of ids that is not the order in which the agents come. */
    private static String agentName(int number) {
        return "agent-" + number * 7 % 41;
    }

    private Map<String, Integer> skills(int rare) {
        Map<String, Integer> skills = new HashMap<>();
        for (String skill : SKILLS) {
            if (oneIn(rare)) {
                skills.put(skill, 1 + random.nextInt(3));
            }
        }
        return skills;
    }

    private boolean oneIn(int many) {
        return random.nextInt(many) == 0;
    }
}
