package io.callyard.reception;

import io.callyard.event.Event;
import io.callyard.event.InboundEvent;
import io.callyard.machine.Transition;
import io.callyard.machine.inbound.Attention;
import io.callyard.model.AgentId;
import io.callyard.model.TenantId;
import io.callyard.model.inbound.Agent;
import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.CallerId;
import io.callyard.model.inbound.Offer;
import io.callyard.model.inbound.OfferId;
import io.callyard.model.inbound.QueueBook;
import io.callyard.model.inbound.QueueId;
import io.callyard.model.inbound.QueueStatistics;
import io.callyard.spi.store.Floor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One step on a floor: keeps what the machines decide, and remembers it for what has to be done once it is kept.
 *
 * <p><b>Threads.</b> One at a time, within the step.
 */
final class FloorStep {
    private final Floor floor;
    private final TenantId tenant;
    private final Instant now;
    private final Map<QueueId, QueueBook> queues = new HashMap<>();
    private final List<InboundEvent> events = new ArrayList<>();
    private final Map<CallerId, Caller> callers = new LinkedHashMap<>();
    private final Map<OfferId, Offer> offers = new LinkedHashMap<>();
    private final Map<AgentId, Agent> agents = new LinkedHashMap<>();
    private final List<Agent> unprobed = new ArrayList<>();
    private final List<CallerId> undecided = new ArrayList<>();
    private final List<Caller> silent = new ArrayList<>();
    private final List<Caller> unwanted = new ArrayList<>();
    private @Nullable Instant attentionAt;
    private boolean changed;

    FloorStep(Floor floor) {
        this.floor = floor;
        tenant = floor.tenant();
        now = floor.now();
    }

    /** Returns the floor, while the step lasts. */
    Floor floor() {
        return floor;
    }

    TenantId tenant() {
        return tenant;
    }

    Instant now() {
        return now;
    }

    /** Returns a queue that is there: callers stand only in such. */
    QueueBook queue(QueueId id) {
        return queues.computeIfAbsent(
                id, any -> floor.queue(id).orElseThrow(() -> new IllegalStateException("queue " + id + " is gone")));
    }

    void keep(QueueBook queue) {
        queues.put(queue.id(), queue);
        floor.save(queue);
        changed = true;
    }

    /** Keeps somebody who has come, and what his queue learns from that. */
    Caller join(Transition<Caller> transition) {
        QueueBook queue = queue(transition.state().queue());
        learn(queue, Lessons.ofJoining(queue.statistics(), transition.state(), now));
        return keepCaller(transition);
    }

    /**
     * Keeps what became of a caller, and what his queue learns from that, and returns him. The time at which he is looked
     * after is set here.
     */
    @SuppressWarnings("ReferenceEquality") // an unchanged transition carries the very object it was given
    Caller keep(Caller before, Transition<Caller> transition) {
        Caller after = transition.state();
        if (after == before) {
            return before;
        }
        QueueBook queue = queue(after.queue());
        Duration wrapUp = queue.settings().offers().wrapUp();
        learn(queue, Lessons.of(queue.statistics(), before, after, wrapUp, now));
        return keepCaller(transition);
    }

    private void learn(QueueBook queue, QueueStatistics learnt) {
        if (!learnt.equals(queue.statistics())) {
            keep(queue.with(learnt));
        }
    }

    private Caller keepCaller(Transition<Caller> transition) {
        Caller caller = Attention.set(
                transition.state(), queue(transition.state().queue()).settings());
        floor.save(caller);
        callers.put(caller.id(), caller);
        note(caller.attentionAt());
        append(transition.events());
        return caller;
    }

    @SuppressWarnings("ReferenceEquality")
    Agent keep(Agent before, Transition<Agent> transition) {
        return transition.state() == before ? before : keepAgent(transition);
    }

    Agent keepAgent(Transition<Agent> transition) {
        Agent agent = transition.state();
        floor.save(agent);
        agents.put(agent.id(), agent);
        note(agent.attentionAt());
        append(transition.events());
        return agent;
    }

    /** Keeps what became of an offer, and says whether anything did. */
    @SuppressWarnings("ReferenceEquality")
    boolean keeps(Offer before, Transition<Offer> transition) {
        if (transition.state() == before) {
            return false;
        }
        keepOffer(transition);
        return true;
    }

    void keepOffer(Transition<Offer> transition) {
        Offer offer = transition.state();
        floor.save(offer);
        offers.put(offer.id(), offer);
        if (offer.state().isOpen()) {
            note(offer.deadline());
        }
        append(transition.events());
    }

    void append(InboundEvent event) {
        floor.append(event);
        events.add(event);
        changed = true;
    }

    private void append(List<Event> all) {
        changed = true;
        for (Event event : all) {
            append((InboundEvent) event);
        }
    }

    /** Notes an agent who may be ready but whose device has to be asked first. */
    void probeFirst(Agent agent) {
        unprobed.add(agent);
    }

    /** Notes a caller of whom it is decided what becomes of him when the devices have answered. */
    void decideLater(Caller caller) {
        undecided.add(caller.id());
    }

    /** Notes a caller who is being dialled, or talks, and of whom nothing was heard for a while. */
    void askAfter(Caller caller) {
        silent.add(caller);
    }

    /** Notes a caller whose outbound call is of no use any more. */
    void hangUp(Caller caller) {
        unwanted.add(caller);
    }

    private void note(@Nullable Instant at) {
        if (at != null && (attentionAt == null || at.isBefore(attentionAt))) {
            attentionAt = at;
        }
    }

    /** What the step has told, in order. */
    List<InboundEvent> events() {
        return events;
    }

    /** Returns a caller as this step left him; null if there is none. */
    @Nullable
    Caller caller(CallerId id) {
        Caller known = callers.get(id);
        if (known == null) {
            known = floor.caller(id).orElse(null);
            if (known != null) {
                callers.put(id, known);
            }
        }
        return known;
    }

    /** Returns an agent as this step left him; null if there is none. */
    @Nullable
    Agent agent(AgentId id) {
        Agent known = agents.get(id);
        if (known == null) {
            known = floor.agent(id).orElse(null);
            if (known != null) {
                agents.put(id, known);
            }
        }
        return known;
    }

    /** Returns the offer of a caller that is not over; null if he has none. */
    @Nullable
    Offer openOffer(Caller caller) {
        OfferId open = caller.search().offer();
        return open == null ? null : floor.offer(open).orElse(null);
    }

    /** A caller whom this step has seen one by one: all that can be asked once it is over. */
    @Nullable
    Caller seenCaller(CallerId id) {
        return callers.get(id);
    }

    @Nullable
    Agent seenAgent(AgentId id) {
        return agents.get(id);
    }

    @Nullable
    Offer keptOffer(OfferId id) {
        return offers.get(id);
    }

    List<CallerId> undecided() {
        return undecided;
    }

    List<Caller> silent() {
        return silent;
    }

    List<Caller> unwanted() {
        return unwanted;
    }

    List<Agent> unprobed() {
        return unprobed;
    }

    /** When the first of what was kept has to be looked after; null if time does nothing to it. */
    @Nullable
    Instant attentionAt() {
        return attentionAt;
    }

    boolean hasChanged() {
        return changed;
    }
}
