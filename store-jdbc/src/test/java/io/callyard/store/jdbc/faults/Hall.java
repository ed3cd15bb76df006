package io.callyard.store.jdbc.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.audit.EventAudit;
import io.callyard.event.Event;
import io.callyard.event.InboundEvent;
import io.callyard.event.QueueEvent.QueueChanged;
import io.callyard.machine.Transition;
import io.callyard.machine.inbound.AgentMachine;
import io.callyard.machine.inbound.AgentRules;
import io.callyard.machine.inbound.Attention;
import io.callyard.machine.inbound.CallerMachine;
import io.callyard.machine.inbound.OfferMachine;
import io.callyard.model.AgentId;
import io.callyard.model.PhoneNumber;
import io.callyard.model.TenantId;
import io.callyard.model.inbound.Agent;
import io.callyard.model.inbound.AgentProfile;
import io.callyard.model.inbound.Arrival;
import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.CallerId;
import io.callyard.model.inbound.CallerState;
import io.callyard.model.inbound.Decision;
import io.callyard.model.inbound.LeaveReason;
import io.callyard.model.inbound.Offer;
import io.callyard.model.inbound.OfferId;
import io.callyard.model.inbound.OfferState;
import io.callyard.model.inbound.Place;
import io.callyard.model.inbound.Presence;
import io.callyard.model.inbound.QueueBook;
import io.callyard.model.inbound.QueueId;
import io.callyard.model.inbound.QueueSettings;
import io.callyard.spi.store.Floor;
import io.callyard.spi.store.Store;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A floor with one queue, and what an engine would do there: each a step, decided by the machines. */
public record Hall(Store store, TenantId tenant) {
    /** The queue. */
    public static final QueueId QUEUE = new QueueId("sales");

    private static final QueueSettings SETTINGS = QueueSettings.named("Sales");
    private static final AgentMachine AGENTS = new AgentMachine(AgentRules.STANDARD);

    /** Opens the queue, with so many agents who are there. */
    public Hall furnished(int agents) {
        return store.onFloor(tenant, floor -> {
            floor.save(QueueBook.open(tenant, QUEUE, SETTINGS, floor.now()));
            floor.append(new QueueChanged(QUEUE, SETTINGS));
            for (int i = 1; i <= agents; i++) {
                AgentProfile profile = AgentProfile.of("Agent " + i, QUEUE);
                Agent agent = keepAgent(floor, AGENTS.register(tenant, agentId(i), profile, floor.now()));
                keepAgent(floor, AGENTS.choose(agent, Presence.AVAILABLE, floor.now()));
            }
            return this;
        });
    }

    /** Names an agent. */
    public static AgentId agentId(int number) {
        return new AgentId("agent-" + number);
    }

    /** Somebody comes. */
    public Caller arrive() {
        CallerId id = new CallerId(UUID.randomUUID());
        return store.onFloor(tenant, floor -> arrive(floor, id));
    }

    /** Somebody comes, within a step. */
    public static Caller arrive(Floor floor, CallerId id) {
        Place place = new Place(QUEUE, floor.now(), floor.now());
        Arrival arrival = Arrival.of(QUEUE, PhoneNumber.parse("+15551234567"));
        floor.queue(QUEUE)
                .ifPresent(queue -> floor.save(queue.with(queue.statistics().joined(false, floor.now()))));
        return keepCaller(floor, CallerMachine.join(floor.tenant(), id, arrival, Set.of(), place, false, floor.now()));
    }

    /** The agent who has been idle longest is offered whoever waits first. */
    public Optional<Offer> match() {
        OfferId id = new OfferId(UUID.randomUUID());
        return store.onFloor(tenant, floor -> match(floor, id));
    }

    /** The same within a step. */
    public static Optional<Offer> match(Floor floor, OfferId id) {
        List<Agent> ready = floor.readyAgents(1);
        if (ready.isEmpty()) {
            return Optional.empty();
        }
        Agent agent = ready.get(0);
        return floor.line(QUEUE, 64).stream()
                .filter(caller -> caller.state() == CallerState.WAITING)
                .findFirst()
                .map(caller -> offer(floor, id, caller, agent));
    }

    private static Offer offer(Floor floor, OfferId id, Caller caller, Agent agent) {
        Transition<Offer> made = OfferMachine.make(
                caller,
                id,
                List.of(agent.id()),
                new Decision(QueueSettings.LONGEST_IDLE, 1, 1, List.of()),
                floor.now(),
                floor.now().plus(Duration.ofMinutes(1)));
        keepCaller(floor, CallerMachine.offered(caller, id, floor.now()));
        keepAgent(floor, AGENTS.offered(agent, caller.id(), id, floor.now()));
        return keepOffer(floor, made);
    }

    /** The agent takes an offer, and they talk at once. */
    public boolean connect(Offer offer) {
        AgentId agent = offer.ringing().get(0);
        return store.onFloor(tenant, floor -> connect(floor, offer.id(), agent));
    }

    /** The same within a step. */
    public static boolean connect(Floor floor, OfferId id, AgentId winner) {
        Offer offer = floor.offer(id).orElseThrow();
        Transition<Offer> accepted =
                OfferMachine.accept(offer, winner, floor.now(), floor.now().plusSeconds(20));
        if (accepted.state().equals(offer)) {
            return false;
        }
        keepOffer(floor, accepted);
        Caller caller = floor.caller(offer.caller()).orElseThrow();
        Agent agent = floor.agent(winner).orElseThrow();
        keepCaller(floor, CallerMachine.connected(caller, winner, floor.now()));
        keepAgent(floor, AGENTS.talks(agent, caller.id(), floor.now()));
        keepOffer(floor, OfferMachine.end(accepted.state(), OfferState.CONNECTED, "", floor.now()));
        return true;
    }

    /** They are done talking, and the agent can take the next caller at once. */
    public boolean finish(CallerId id) {
        return store.onFloor(tenant, floor -> {
            Caller caller = floor.caller(id).orElseThrow();
            if (caller.state() != CallerState.CONNECTED || caller.agent() == null) {
                return false;
            }
            Agent agent = floor.agent(caller.agent()).orElseThrow();
            keepCaller(floor, CallerMachine.left(caller, LeaveReason.CONNECTED, "done", floor.now()));
            keepAgent(floor, AGENTS.talked(agent, id, Duration.ZERO, floor.now()));
            return true;
        });
    }

    /** All offers are taken back, all callers leave, and all agents go: time does nothing here any more. */
    public static boolean clear(Floor floor) {
        floor.openOffers()
                .forEach(offer ->
                        keepOffer(floor, OfferMachine.end(offer, OfferState.RESCINDED, "the end", floor.now())));
        floor.line(QUEUE, 10_000)
                .forEach(caller ->
                        keepCaller(floor, CallerMachine.left(caller, LeaveReason.ABANDONED, "the end", floor.now())));
        floor.agents().forEach(agent -> keepAgent(floor, AGENTS.choose(agent, Presence.OFFLINE, floor.now())));
        return true;
    }

    /** Who stands in line. */
    public List<Caller> line() {
        return store.viewFloor(tenant, floor -> floor.line(QUEUE, 10_000));
    }

    /** An agent is heard of. */
    public Agent heartbeat(AgentId id) {
        return store.onFloor(
                tenant,
                floor -> keepAgent(floor, AGENTS.heartbeat(floor.agent(id).orElseThrow(), floor.now())));
    }

    private static Caller keepCaller(Floor floor, Transition<Caller> transition) {
        Caller caller = Attention.set(transition.state(), SETTINGS);
        floor.save(caller);
        append(floor, transition.events());
        return caller;
    }

    private static Agent keepAgent(Floor floor, Transition<Agent> transition) {
        floor.save(transition.state());
        append(floor, transition.events());
        return transition.state();
    }

    private static Offer keepOffer(Floor floor, Transition<Offer> transition) {
        floor.save(transition.state());
        append(floor, transition.events());
        return transition.state();
    }

    private static void append(Floor floor, List<Event> events) {
        events.forEach(event -> floor.append((InboundEvent) event));
    }

    /** Holds the tenant's log against all that stands on its floor. */
    public EventAudit audit() {
        EventAudit audit = EventAudit.of(tenant);
        for (long seq = 0; seq < store.lastSeq(tenant); seq = audit.lastSeq()) {
            store.read(tenant, seq, 1_000).forEach(audit::accept);
        }
        assertThat(audit.violations()).isEmpty();
        store.viewFloor(tenant, floor -> {
            floor.agents().forEach(agent -> assertThat(audit.compare(agent)).isEmpty());
            floor.line(QUEUE, 10_000)
                    .forEach(caller -> assertThat(audit.compare(caller)).isEmpty());
            floor.openOffers().forEach(offer -> assertThat(audit.compare(offer)).isEmpty());
            return true;
        });
        return audit;
    }
}
