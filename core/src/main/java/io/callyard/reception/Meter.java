package io.callyard.reception;

import io.callyard.inbound.InboundFigures;
import io.callyard.inbound.InboundSettings;
import io.callyard.model.WaitEstimate;
import io.callyard.model.inbound.Agent;
import io.callyard.model.inbound.AgentState;
import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.DeviceState;
import io.callyard.model.inbound.LeaveReason;
import io.callyard.model.inbound.Presence;
import io.callyard.model.inbound.QueueBook;
import io.callyard.model.inbound.ServiceGoal;
import io.callyard.spi.store.FloorView;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/** Sums up how a queue fares from what stands on the floor and who has left it. Pure but for the floor it reads. */
final class Meter {
    private static final int MOST_LEFT = 10_000;
    private static final int MOST_WAITING = 10_000;

    private final InboundSettings settings;

    Meter(InboundSettings settings) {
        this.settings = settings;
    }

    InboundFigures figures(FloorView floor, QueueBook queue) {
        Instant now = floor.now();
        List<Caller> line = floor.line(queue.id(), MOST_WAITING);
        List<Caller> left = floor.left(queue.id(), now.minus(settings.figuresOver()), MOST_LEFT);
        List<Agent> agents = floor.agents().stream()
                .filter(agent -> agent.profile().in(queue.id()).isPresent())
                .toList();
        return figures(queue, line, left, agents, now);
    }

    private InboundFigures figures(
            QueueBook queue, List<Caller> line, List<Caller> left, List<Agent> agents, Instant now) {
        ServiceGoal goal = queue.settings().goal();
        List<Caller> served =
                left.stream().filter(caller -> caller.connectedAt() != null).toList();
        int abandoned = count(left, caller -> reason(caller) == LeaveReason.ABANDONED);
        int shortly = count(
                left,
                caller -> reason(caller) == LeaveReason.ABANDONED
                        && caller.waitedAt(now).compareTo(goal.shortAbandon()) < 0);
        int inTime = count(served, caller -> caller.waitedAt(now).compareTo(goal.within()) <= 0);
        List<Agent> available = agents.stream()
                .filter(agent -> agent.presence() == Presence.AVAILABLE)
                .toList();
        return new InboundFigures(
                line.size(),
                count(line, caller -> caller.callback() != null),
                line.stream()
                        .map(caller -> caller.waitedAt(now))
                        .max(Duration::compareTo)
                        .orElse(Duration.ZERO),
                mean(served, now),
                share(inTime, served.size() + abandoned - shortly, 1),
                share(inTime, left.size(), 1),
                left.size() + line.size(),
                served.size(),
                abandoned,
                count(left, caller -> reason(caller) == LeaveReason.OVERFLOWED),
                share(served.size(), left.size(), 1),
                share(abandoned - shortly, left.size(), 0),
                coverage(served, now),
                states(available, now),
                presences(agents),
                readiness(available, now));
    }

    private static LeaveReason reason(Caller caller) {
        return Objects.requireNonNull(caller.leaving()).reason();
    }

    private static int count(List<Caller> callers, Predicate<Caller> which) {
        return (int) callers.stream().filter(which).count();
    }

    private static double share(int part, int of, double ifNone) {
        return of <= 0 ? ifNone : (double) part / of;
    }

    private static Duration mean(List<Caller> served, Instant now) {
        return served.isEmpty()
                ? Duration.ZERO
                : served.stream()
                        .map(caller -> caller.waitedAt(now))
                        .reduce(Duration.ZERO, Duration::plus)
                        .dividedBy(served.size());
    }

    private static double coverage(List<Caller> served, Instant now) {
        int known = 0;
        int covered = 0;
        for (Caller caller : served) {
            WaitEstimate expected = caller.told().expected();
            if (expected != null && caller.callback() == null) {
                known++;
                covered += expected.covers(caller.waitedAt(now)) ? 1 : 0;
            }
        }
        return share(covered, known, 1);
    }

    private static Map<AgentState, Integer> states(List<Agent> available, Instant now) {
        Map<AgentState, Integer> states = new EnumMap<>(AgentState.class);
        available.forEach(agent -> states.merge(agent.stateAt(now), 1, Integer::sum));
        return states;
    }

    private static Map<Presence, Integer> presences(List<Agent> agents) {
        Map<Presence, Integer> presences = new EnumMap<>(Presence.class);
        agents.forEach(agent -> presences.merge(agent.presence(), 1, Integer::sum));
        return presences;
    }

    private double readiness(List<Agent> available, Instant now) {
        return available.stream()
                .mapToInt(agent -> settings.weights()
                        .readiness(
                                agent,
                                DeviceState.CONNECTED,
                                now,
                                settings.agents().staleAfter())
                        .score())
                .average()
                .orElse(0);
    }
}
