package io.callyard.memory;

import io.callyard.model.AgentId;
import io.callyard.model.CallId;
import io.callyard.model.TenantId;
import io.callyard.model.inbound.Agent;
import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.CallerState;
import io.callyard.model.inbound.Offer;
import io.callyard.model.inbound.Presence;
import io.callyard.model.inbound.QueueBook;
import io.callyard.model.inbound.QueueId;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that stands on one tenant's floor, in the orders in which it is asked for. Where something stands follows from
 * its value alone, never from why it changed, so that putting the former value back undoes a change.
 *
 * <p><b>Threads.</b> One at a time.
 */
final class TenantFloor {
    private static final Comparator<Agent> BY_AGENT =
            Comparator.comparing(agent -> agent.id().value());

    static final Comparator<Offer> BY_OFFER =
            Comparator.comparing(offer -> new CallId(offer.id().value()));

    final TenantId tenant;
    final Map<QueueId, QueueBook> queues = new TreeMap<>();
    final Map<AgentId, Agent> agents = new TreeMap<>(Comparator.comparing(AgentId::value));

    final TimeIndex<Caller> callbacks = new TimeIndex<>(TenantFloor::promisedBy, Comparator.comparing(Caller::id));
    final TimeIndex<Caller> callersByAttention = new TimeIndex<>(Caller::attentionAt, Comparator.comparing(Caller::id));

    final TimeIndex<Agent> agentsByAttention = new TimeIndex<>(Agent::attentionAt, BY_AGENT);

    /** Agents whom nothing but the work after a call keeps from being asked. */
    final TimeIndex<Agent> unoccupied = new TimeIndex<>(TenantFloor::unoccupiedSince, BY_AGENT);

    final TimeIndex<Offer> openOffers =
            new TimeIndex<>(offer -> offer.state().isOpen() ? offer.madeAt() : null, BY_OFFER);
    private final TimeIndex<Offer> offersByDeadline =
            new TimeIndex<>(offer -> offer.state().isOpen() ? offer.deadline() : null, BY_OFFER);

    private final Map<QueueId, RankedList<Caller>> lines = new HashMap<>();
    private final Map<QueueId, TimeIndex<Caller>> left = new HashMap<>();

    /** When time next does something here, as {@link FloorBooks} has noted it. */
    @Nullable
    Instant noted;

    TenantFloor(TenantId tenant) {
        this.tenant = tenant;
    }

    /** Returns who stands in line in a queue, to be read. */
    RankedList<Caller> line(QueueId queue) {
        RankedList<Caller> known = lines.get(queue);
        return known == null ? emptyLine() : known;
    }

    /** Returns who has left a queue, by when, to be read. */
    TimeIndex<Caller> left(QueueId queue) {
        TimeIndex<Caller> known = left.get(queue);
        return known == null ? nobodyLeft() : known;
    }

    /** Returns when time next does something here; empty if it never does. */
    Optional<Instant> nextDue() {
        return Stream.of(callersByAttention, agentsByAttention, offersByDeadline)
                .flatMap(index -> Optional.ofNullable(index.earliest()).stream())
                .min(Instant::compareTo);
    }

    /** Lets {@code after} take the place of {@code before}; either may be absent. */
    void replace(@Nullable Caller before, @Nullable Caller after) {
        if (before != null && before.state().isInLine()) {
            line(before.queue()).remove(before);
        }
        if (after != null && after.state().isInLine()) {
            lines.computeIfAbsent(after.queue(), any -> emptyLine()).add(after);
        }
        if (before != null) {
            left(before.queue()).replace(before, null);
        }
        if (after != null && leftAt(after) != null) {
            left.computeIfAbsent(after.queue(), any -> nobodyLeft()).replace(null, after);
        }
        callbacks.replace(before, after);
        callersByAttention.replace(before, after);
    }

    /** Lets {@code after} take the place of {@code before}; either may be absent. */
    void replace(@Nullable Agent before, @Nullable Agent after) {
        if (after != null) {
            agents.put(after.id(), after);
        } else if (before != null) {
            agents.remove(before.id());
        }
        agentsByAttention.replace(before, after);
        unoccupied.replace(before, after);
    }

    /** Lets {@code after} take the place of {@code before}; either may be absent. */
    void replace(@Nullable Offer before, @Nullable Offer after) {
        openOffers.replace(before, after);
        offersByDeadline.replace(before, after);
    }

    /** Lets {@code after} take the place of {@code before}; either may be absent. */
    void replace(@Nullable QueueBook before, @Nullable QueueBook after) {
        if (after != null) {
            queues.put(after.id(), after);
        } else if (before != null) {
            queues.remove(before.id());
        }
    }

    private static RankedList<Caller> emptyLine() {
        return new RankedList<>(Comparator.<Caller>naturalOrder());
    }

    private static TimeIndex<Caller> nobodyLeft() {
        return new TimeIndex<>(TenantFloor::leftAt, Comparator.comparing(Caller::id));
    }

    /** Returns when a caller left, null if he has not. */
    static @Nullable Instant leftAt(Caller caller) {
        return caller.state() != CallerState.ENDED
                ? null
                : caller.leaving() == null
                        ? caller.updatedAt()
                        : caller.leaving().at();
    }

    private static @Nullable Instant promisedBy(Caller caller) {
        return caller.callback() == null || caller.state() == CallerState.ENDED
                ? null
                : caller.callback().promisedBy();
    }

    private static @Nullable Instant unoccupiedSince(Agent agent) {
        return agent.presence() == Presence.AVAILABLE
                        && agent.engagements().size() < agent.profile().capacity()
                ? agent.history().idleSince()
                : null;
    }
}
