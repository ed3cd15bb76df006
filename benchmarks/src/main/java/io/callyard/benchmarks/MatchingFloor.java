package io.callyard.benchmarks;

import io.callyard.model.AgentId;
import io.callyard.model.TenantId;
import io.callyard.model.inbound.Agent;
import io.callyard.model.inbound.AgentProfile;
import io.callyard.model.inbound.AgentRecord;
import io.callyard.model.inbound.Arrival;
import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.CallerId;
import io.callyard.model.inbound.CallerState;
import io.callyard.model.inbound.DeviceState;
import io.callyard.model.inbound.Feature;
import io.callyard.model.inbound.Membership;
import io.callyard.model.inbound.Place;
import io.callyard.model.inbound.Presence;
import io.callyard.model.inbound.QueueBook;
import io.callyard.model.inbound.QueueId;
import io.callyard.model.inbound.QueueSettings;
import io.callyard.model.inbound.Search;
import io.callyard.model.inbound.Skills;
import io.callyard.model.inbound.Told;
import io.callyard.routing.FloorPlan;
import io.callyard.routing.MatchRules;
import io.callyard.routing.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Callers and agents in any order, as many as wanted, all from one seed. */
final class MatchingFloor {
    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
    private static final TenantId ACME = new TenantId("acme");
    private static final List<Skills> LANGUAGES =
            List.of(Skills.NONE, new Skills(Map.of("spanish", 50)), new Skills(Map.of("french", 50, "billing", 10)));

    private final SplittableRandom random = new SplittableRandom(7);
    private final List<QueueId> queues;
    private final int tiers;
    private final List<Skills> skills;

    private MatchingFloor(int queues, int tiers, List<Skills> skills) {
        this.queues = IntStream.range(0, queues)
                .mapToObj(i -> new QueueId("queue-" + i))
                .toList();
        this.tiers = tiers;
        this.skills = skills;
    }

    /** One queue, one tier, no skills: every agent can take every caller. */
    static MatchingFloor simple() {
        return new MatchingFloor(1, 1, List.of(Skills.NONE));
    }

    /** Four queues that share their agents, three tiers, a third of the callers for each of three sets of skills. */
    static MatchingFloor mixed() {
        return new MatchingFloor(4, 3, LANGUAGES);
    }

    List<Caller> callers(int count) {
        List<Caller> callers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            QueueId queue = queues.get(i % queues.size());
            Instant joined = NOW.minusMillis(random.nextInt(120_000));
            callers.add(new Caller(
                    ACME,
                    CallerId.next(joined, random),
                    Arrival.of(queue, null).wanting(anyOf(skills)),
                    EnumSet.allOf(Feature.class),
                    new Place(queue, joined, joined.minusSeconds(random.nextInt(3) * 30L)),
                    CallerState.WAITING,
                    Search.NEW,
                    null,
                    null,
                    null,
                    Told.NOTHING,
                    null,
                    joined,
                    null));
        }
        return callers;
    }

    List<Agent> agents(int count) {
        List<Agent> agents = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Instant idle = NOW.minusMillis(random.nextInt(900_000));
            List<Membership> memberships = queues.stream()
                    .map(queue -> new Membership(queue, 1 + random.nextInt(tiers), 0))
                    .toList();
            agents.add(new Agent(
                    ACME,
                    new AgentId("agent-" + random.nextInt(1_000_000) + "-" + i),
                    new AgentProfile("", 1, memberships, anyOf(skills), ""),
                    Presence.AVAILABLE,
                    "",
                    idle,
                    NOW.minusSeconds(random.nextInt(60)),
                    List.of(),
                    idle,
                    new AgentRecord(random.nextInt(50), Duration.ZERO, 0, 0, idle, idle),
                    idle,
                    null));
        }
        return agents;
    }

    /** The callers in their lines, and the agents. */
    FloorPlan plan(List<Caller> callers, List<Agent> agents) {
        List<Waiting> lines = queues.stream()
                .map(queue -> new Waiting(
                        QueueBook.open(ACME, queue, QueueSettings.named(queue.value()), NOW),
                        callers.stream()
                                .filter(caller -> caller.queue().equals(queue))
                                .sorted()
                                .toList()))
                .toList();
        return new FloorPlan(NOW, lines, agents, agent -> DeviceState.CONNECTED, MatchRules.STANDARD);
    }

    /** The same callers, wanting what nobody can do: each the same, or each something else. */
    static List<Caller> wantingTooMuch(List<Caller> callers, boolean alike) {
        List<Caller> all = new ArrayList<>();
        for (Caller caller : callers) {
            String skill = alike ? "klingon" : "klingon-" + all.size();
            all.add(new Caller(
                    caller.tenant(),
                    caller.id(),
                    caller.arrival().wanting(new Skills(Map.of(skill, 1))),
                    caller.features(),
                    caller.place(),
                    caller.state(),
                    caller.search(),
                    null,
                    null,
                    null,
                    caller.told(),
                    null,
                    caller.updatedAt(),
                    null));
        }
        return all;
    }

    private <T> T anyOf(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
