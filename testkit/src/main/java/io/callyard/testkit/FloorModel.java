package io.callyard.testkit;

import io.callyard.model.AgentId;
import io.callyard.model.PhoneNumber;
import io.callyard.model.inbound.Agent;
import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.CallerId;
import io.callyard.model.inbound.CallerState;
import io.callyard.model.inbound.Offer;
import io.callyard.model.inbound.OfferId;
import io.callyard.model.inbound.QueueId;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What a floor should show, written down as directly as the promises are: no indexes, every answer by looking at all.
 */
final class FloorModel {
    final Map<CallerId, Caller> callers;
    final Map<AgentId, Agent> agents;
    final Map<OfferId, Offer> offers;

    FloorModel() {
        this(Map.of(), Map.of(), Map.of());
    }

    private FloorModel(Map<CallerId, Caller> callers, Map<AgentId, Agent> agents, Map<OfferId, Offer> offers) {
        this.callers = new LinkedHashMap<>(callers);
        this.agents = new LinkedHashMap<>(agents);
        this.offers = new LinkedHashMap<>(offers);
    }

    /** Returns the same, to be changed by a step that may fail. */
    FloorModel copy() {
        return new FloorModel(callers, agents, offers);
    }

    List<Caller> line(QueueId queue) {
        return callers(caller -> caller.queue().equals(queue) && caller.state().isInLine())
                .sorted()
                .toList();
    }

    long ahead(Caller caller) {
        return line(caller.queue()).stream()
                .filter(other -> other.compareTo(caller) < 0)
                .count();
    }

    List<Caller> callbacks() {
        return callers(caller -> caller.callback() != null && caller.state() != CallerState.ENDED)
                .toList();
    }

    List<Caller> dueCallers(Instant now) {
        return callers(caller ->
                        caller.attentionAt() != null && !caller.attentionAt().isAfter(now))
                .toList();
    }

    /** Who has left, the newest first; no two at one instant. */
    List<Caller> left(QueueId queue, Instant since) {
        return callers(caller -> caller.queue().equals(queue)
                        && caller.leaving() != null
                        && !leftAt(caller).isBefore(since))
                .sorted(Comparator.comparing(FloorModel::leftAt).reversed())
                .toList();
    }

    Optional<Caller> lastLeft(QueueId queue, PhoneNumber number, Instant since) {
        return left(queue, since).stream()
                .filter(caller -> Objects.equals(caller.arrival().number(), number))
                .findFirst();
    }

    List<Agent> readyAgents(Instant now) {
        return agents.values().stream().filter(agent -> agent.isReadyAt(now)).toList();
    }

    List<Agent> dueAgents(Instant now) {
        return agents.values().stream()
                .filter(agent ->
                        agent.attentionAt() != null && !agent.attentionAt().isAfter(now))
                .toList();
    }

    List<Offer> openOffers() {
        return offers.values().stream().filter(offer -> offer.state().isOpen()).toList();
    }

    /** Returns when time next does something. */
    Optional<Instant> nextDue() {
        return Stream.of(
                        callers.values().stream().map(Caller::attentionAt),
                        agents.values().stream().map(Agent::attentionAt),
                        openOffers().stream().map(Offer::deadline))
                .flatMap(times -> times)
                .filter(time -> time != null)
                .min(Instant::compareTo);
    }

    private Stream<Caller> callers(Predicate<Caller> which) {
        return callers.values().stream().filter(which);
    }

    private static Instant leftAt(Caller caller) {
        return caller.leaving() == null ? Instant.MAX : caller.leaving().at();
    }
}
