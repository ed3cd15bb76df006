package io.callyard.inbound;

import io.callyard.Callyard;
import io.callyard.CallyardBuilder;
import io.callyard.agent.AgentRegistry;
import io.callyard.audit.EventAudit;
import io.callyard.callback.Callbacks;
import io.callyard.event.Event;
import io.callyard.event.LoggedEvent;
import io.callyard.memory.InMemoryStore;
import io.callyard.model.AgentId;
import io.callyard.model.PhoneNumber;
import io.callyard.model.TenantId;
import io.callyard.model.TenantLimits;
import io.callyard.model.inbound.AgentProfile;
import io.callyard.model.inbound.Arrival;
import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.CallerId;
import io.callyard.model.inbound.CallerState;
import io.callyard.model.inbound.Offer;
import io.callyard.model.inbound.Presence;
import io.callyard.model.inbound.QueueId;
import io.callyard.model.inbound.QueueSettings;
import io.callyard.testkit.FakeCarrier;
import io.callyard.testkit.VirtualScheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/** An engine in virtual time with one inbound queue; the test is caller, agent and application. */
final class Hall {
    static final TenantId ACME = new TenantId("acme");
    static final QueueId SUPPORT = new QueueId("support");

    final VirtualScheduler scheduler;
    final InMemoryStore store;
    final FakeCarrier carrier;
    final Callyard engine;
    final InboundQueue queue;
    final AgentRegistry agents;
    final Callbacks callbacks;
    private final List<AgentId> alive = new ArrayList<>();
    private int numbers;

    Hall() {
        this(builder -> builder);
    }

    Hall(UnaryOperator<CallyardBuilder> how) {
        this(VirtualScheduler.inOrder(), how);
    }

    /** One whose engine sees the store as {@code how} says. */
    static Hall on(BiFunction<CallyardBuilder, InMemoryStore, CallyardBuilder> how) {
        VirtualScheduler scheduler = VirtualScheduler.inOrder();
        InMemoryStore store = new InMemoryStore(scheduler);
        return new Hall(scheduler, store, builder -> how.apply(builder, store));
    }

    private Hall(VirtualScheduler scheduler, UnaryOperator<CallyardBuilder> how) {
        this(scheduler, new InMemoryStore(scheduler), how);
    }

    private Hall(VirtualScheduler scheduler, InMemoryStore store, UnaryOperator<CallyardBuilder> how) {
        this(scheduler, store, new FakeCarrier(TenantLimits.DEFAULT_ACCOUNT), how);
        queue.define(ACME, SUPPORT, QueueSettings.named("Support"));
        scheduler.runDue();
    }

    private Hall(
            VirtualScheduler scheduler, InMemoryStore store, FakeCarrier carrier, UnaryOperator<CallyardBuilder> how) {
        this.scheduler = scheduler;
        this.store = store;
        this.carrier = carrier;
        engine = how.apply(Callyard.builder().store(store).scheduler(scheduler).carrier(carrier))
                .build();
        queue = engine.inbound();
        agents = engine.agents();
        callbacks = engine.callbacks();
        engine.start();
        scheduler.runDue();
    }

    /** Another engine takes over what is in the store. */
    Hall restarted() {
        Hall other = new Hall(scheduler, store, carrier, builder -> builder);
        other.alive.addAll(alive);
        return other;
    }

    void define(UnaryOperator<QueueSettings> change) {
        queue.define(ACME, SUPPORT, change.apply(QueueSettings.named("Support")));
    }

    /** Somebody who is there and sends heartbeats. */
    AgentId agent(String name) {
        return agent(name, AgentProfile.of(name, SUPPORT));
    }

    AgentId agent(String name, AgentProfile profile) {
        AgentId id = new AgentId(name);
        agents.register(ACME, id, profile);
        agents.setPresence(ACME, id, Presence.AVAILABLE);
        alive.add(id);
        scheduler.runDue();
        return id;
    }

    /** He sends no more heartbeats. */
    void loseNetwork(AgentId agent) {
        alive.remove(agent);
    }

    PhoneNumber number() {
        return PhoneNumber.parse("+1555%07d".formatted(++numbers));
    }

    Arrival arrival() {
        return Arrival.of(SUPPORT, number());
    }

    CallerId arrives() {
        return arrives(arrival());
    }

    CallerId arrives(Arrival arrival) {
        Admittance admittance = queue.arrive(ACME, arrival);
        scheduler.runDue();
        return caller(admittance).id();
    }

    static Caller caller(Admittance admittance) {
        if (admittance instanceof Admittance.Offered offered) {
            return offered.caller();
        }
        if (admittance instanceof Admittance.Waiting waiting) {
            return waiting.caller();
        }
        if (admittance instanceof Admittance.Overflowed overflowed) {
            return overflowed.caller();
        }
        throw new AssertionError("not let in: " + admittance);
    }

    Caller find(CallerId caller) {
        return queue.find(ACME, caller).orElseThrow();
    }

    CallerState stateOf(CallerId caller) {
        return find(caller).state();
    }

    Offer offerOf(CallerId caller) {
        return agents.offer(ACME, Objects.requireNonNull(find(caller).search().offer()))
                .orElseThrow();
    }

    /** Whoever is asked for the caller takes him, and they talk. */
    AgentId talk(CallerId caller) {
        Offer offer = offerOf(caller);
        AgentId agent = offer.ringing().get(0);
        if (!agents.accept(ACME, offer.id(), agent) || !agents.connected(ACME, offer.id())) {
            throw new AssertionError("could not be connected: " + offer);
        }
        scheduler.runDue();
        return agent;
    }

    /** Time passes; agents send a heartbeat every 30 s. */
    void advance(Duration duration) {
        Duration left = duration;
        Duration step = Duration.ofSeconds(30);
        while (left.compareTo(step) > 0) {
            scheduler.advance(step);
            alive.forEach(agent -> agents.heartbeat(ACME, agent));
            left = left.minus(step);
        }
        scheduler.advance(left);
        alive.forEach(agent -> agents.heartbeat(ACME, agent));
    }

    void advanceSeconds(long seconds) {
        advance(Duration.ofSeconds(seconds));
    }

    <E extends Event> List<E> events(Class<E> type) {
        return store.read(ACME, 0, 100_000).stream()
                .map(LoggedEvent::event)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /** What the log tells must be possible. */
    EventAudit audit() {
        EventAudit audit = EventAudit.of(ACME);
        store.read(ACME, 0, 1_000_000).forEach(audit::accept);
        return audit;
    }
}
