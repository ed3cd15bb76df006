package io.callyard.testkit;

import io.callyard.event.InboundEvent;
import io.callyard.event.QueueEvent.AlertCleared;
import io.callyard.model.TenantId;
import io.callyard.model.inbound.Agent;
import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.CallerId;
import io.callyard.model.inbound.Decision;
import io.callyard.model.inbound.Engagement;
import io.callyard.model.inbound.Offer;
import io.callyard.model.inbound.OfferId;
import io.callyard.model.inbound.OfferState;
import io.callyard.model.inbound.QueueBook;
import io.callyard.model.inbound.QueueId;
import io.callyard.model.inbound.QueueSettings;
import io.callyard.spi.store.Floor;
import io.callyard.spi.store.FloorView;
import io.callyard.spi.store.Store;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;

/** The words in which the tests of floors are written. After each test nothing stands there that time would change. */
abstract class FloorFixture extends StoreFixture {
    static final QueueId SALES = new QueueId("sales");
    static final QueueId SUPPORT = new QueueId("support");

    /** More than a test has of anything. */
    static final int MANY = 10_000;

    private static final SplittableRandom IDS =
            new SplittableRandom(uniqueName("ids").hashCode());

    private final Map<CallerId, TenantId> callers = new ConcurrentHashMap<>();

    FloorFixture(StoreContract opener) {
        super(opener);
    }

    @AfterEach
    void clearTheFloors() {
        if (!isClosed()) {
            tenants().forEach(id -> change(store, id, this::clear));
        }
    }

    private void clear(Floor floor) {
        Instant now = floor.now();
        callers.keySet()
                .forEach(id -> floor.caller(id)
                        .ifPresent(caller ->
                                floor.save(CallerSample.like(caller).left(now).build())));
        floor.agents()
                .forEach(agent ->
                        floor.save(AgentSample.like(agent).attentionAt(null).build()));
        floor.openOffers().forEach(offer -> floor.save(as(offer, OfferState.RESCINDED)));
    }

    // Values

    /** An id like those the engine makes: the later the larger, and by chance within a millisecond. */
    CallerId nextCallerId(TenantId owner) {
        CallerId id;
        synchronized (IDS) {
            id = CallerId.next(clock.instant(), IDS);
        }
        callers.put(id, owner);
        return id;
    }

    OfferId nextOfferId() {
        synchronized (IDS) {
            return OfferId.next(clock.instant(), IDS);
        }
    }

    /** A queue under the rules of every queue. */
    QueueBook queue(TenantId owner, QueueId id) {
        return QueueBook.open(owner, id, QueueSettings.named(id.value()), clock.instant());
    }

    /** Somebody who comes now and waits. */
    CallerSample caller(QueueId queue) {
        return callerOf(tenant, queue);
    }

    CallerSample callerOf(TenantId owner, QueueId queue) {
        return CallerSample.of(owner, nextCallerId(owner), queue, clock.instant());
    }

    /** Somebody who has been ready since now. */
    AgentSample agent(String id) {
        return AgentSample.of(tenant, id, SALES, clock.instant());
    }

    /** An open offer of a caller, made now. */
    Offer offer(Caller caller, Instant deadline) {
        return new Offer(
                caller.tenant(),
                nextOfferId(),
                caller.queue(),
                caller.id(),
                1,
                OfferState.OPEN,
                List.of(),
                clock.instant(),
                deadline,
                new Decision(QueueSettings.LONGEST_IDLE, 1, 0, List.of()),
                "",
                null);
    }

    /** The same offer in another state. */
    Offer as(Offer offer, OfferState state) {
        return new Offer(
                offer.tenant(),
                offer.id(),
                offer.queue(),
                offer.caller(),
                offer.number(),
                state,
                offer.ringing(),
                offer.madeAt(),
                offer.deadline(),
                offer.decision(),
                offer.reason(),
                state.isOpen() ? null : clock.instant());
    }

    Engagement engagement(boolean talking) {
        return new Engagement(nextCallerId(tenant), nextOfferId(), talking, clock.instant());
    }

    /** An event that can be told from others. */
    static InboundEvent event(int number) {
        return new AlertCleared("rule", null, number);
    }

    // Steps

    static void change(Store at, TenantId id, Consumer<Floor> step) {
        at.onFloor(id, floor -> {
            step.accept(floor);
            return true;
        });
    }

    void change(Consumer<Floor> step) {
        change(store, tenant, step);
    }

    Caller save(CallerSample sample) {
        Caller caller = sample.build();
        change(store, caller.tenant(), floor -> floor.save(caller));
        return caller;
    }

    Agent save(AgentSample sample) {
        Agent agent = sample.build();
        change(store, agent.tenant(), floor -> floor.save(agent));
        return agent;
    }

    Offer save(Offer offer) {
        change(store, offer.tenant(), floor -> floor.save(offer));
        return offer;
    }

    // Reading

    <R> R view(Function<FloorView, R> reading) {
        return store.viewFloor(tenant, reading);
    }

    <T> List<T> list(Function<FloorView, List<T>> reading) {
        return view(reading);
    }

    <T> Optional<T> find(Function<FloorView, Optional<T>> reading) {
        return view(reading);
    }

    List<Caller> line(QueueId queue) {
        return list(floor -> floor.line(queue, MANY));
    }

    int lineLength(QueueId queue) {
        return view(floor -> floor.lineLength(queue));
    }

    int ahead(Caller caller) {
        return view(floor -> floor.ahead(caller));
    }

    /** All that can be seen of a floor, in one value. */
    static List<Object> picture(FloorView floor) {
        List<Object> parts = new ArrayList<>(List.of(
                floor.queues(),
                floor.agents(),
                floor.callbacks(MANY),
                floor.dueCallers(MANY),
                floor.readyAgents(MANY),
                floor.dueAgents(MANY),
                floor.openOffers()));
        for (QueueId queue : List.of(SALES, SUPPORT)) {
            parts.add(floor.line(queue, MANY));
            parts.add(floor.lineLength(queue));
            parts.add(floor.left(queue, Instant.EPOCH, MANY));
        }
        return parts;
    }
}
