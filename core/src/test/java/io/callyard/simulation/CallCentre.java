package io.callyard.simulation;

import io.callyard.Callyard;
import io.callyard.audit.EventAudit;
import io.callyard.audit.OfferBounds;
import io.callyard.inbound.Admittance;
import io.callyard.memory.InMemoryStore;
import io.callyard.model.AgentId;
import io.callyard.model.NodeId;
import io.callyard.model.Outcome;
import io.callyard.model.PhoneNumber;
import io.callyard.model.TenantId;
import io.callyard.model.TenantLimits;
import io.callyard.model.inbound.AgentProfile;
import io.callyard.model.inbound.Arrival;
import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.CallerState;
import io.callyard.model.inbound.CallerType;
import io.callyard.model.inbound.Engagement;
import io.callyard.model.inbound.Membership;
import io.callyard.model.inbound.Offer;
import io.callyard.model.inbound.OfferState;
import io.callyard.model.inbound.Presence;
import io.callyard.model.inbound.QueueId;
import io.callyard.model.inbound.QueueSettings;
import io.callyard.model.inbound.Skills;
import io.callyard.spi.carrier.PlaceOrder;
import io.callyard.spi.store.FloorView;
import io.callyard.spi.store.StoreUnavailableException;
import io.callyard.testkit.FakeCarrier;
import io.callyard.testkit.VirtualNode;
import io.callyard.testkit.VirtualScheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * A call centre in which everything goes wrong that can: nodes die and freeze, the store is away, agents miss, refuse,
 * flap and lose their network, two nodes hear the same answer, callers hang up at any moment.
 */
final class CallCentre {
    static final TenantId TENANT = new TenantId("acme");
    private static final List<QueueId> QUEUES = List.of(new QueueId("support"), new QueueId("sales"));
    private static final int AGENTS = 4;

    /** All nodes may be frozen for two minutes, and dead for a moment after. */
    private static final OfferBounds BOUNDS = new OfferBounds(Duration.ofSeconds(20), Duration.ofMinutes(4));

    /** A process with an engine. */
    private record Node(VirtualNode process, FlakyStore connection, Callyard engine) {}

    private final VirtualScheduler scheduler;
    private final SplittableRandom random;
    private final InMemoryStore store;
    private final FakeCarrier carrier = new FakeCarrier(TenantLimits.DEFAULT_ACCOUNT);
    private final List<Node> nodes = new ArrayList<>();
    private final double crashRate;
    private final double cutRate;
    private boolean healed;
    private int crashes;
    private int numbers;
    private int made;

    CallCentre(long seed) {
        scheduler = VirtualScheduler.seeded(seed);
        random = new SplittableRandom(seed);
        store = new InMemoryStore(scheduler);
        crashRate = random.nextBoolean() ? 0.002 : 0;
        cutRate = random.nextBoolean() ? 0.01 : 0;
        carrier.answerBy(this::answer);
        addNode();
        addNode();
    }

    /** What came of a run. */
    record Report(long callers, long events, int crashes, List<String> problems) {}

    static Report run(long seed) {
        CallCentre centre = new CallCentre(seed);
        centre.open();
        centre.day(Duration.ofMinutes(15));
        centre.heal();
        centre.evening();
        return centre.report();
    }

    private java.util.concurrent.CompletionStage<io.callyard.spi.carrier.PlaceAnswer> answer(PlaceOrder order) {
        scheduler.schedule(Duration.ofSeconds(random.nextInt(1, 20)), () -> hear(order));
        return FakeCarrier.taken(order);
    }

    private void hear(PlaceOrder order) {
        tryIt(() -> {
            if (random.nextInt(4) == 0) {
                carrier.ended(order, Outcome.NO_ANSWER);
            } else {
                carrier.answered(order);
                scheduler.schedule(
                        Duration.ofSeconds(random.nextInt(1, 120)),
                        () -> repeat(() -> carrier.ended(order, Outcome.COMPLETED)));
            }
        });
    }

    /** A carrier reports until somebody has kept it. */
    private void repeat(Runnable report) {
        try {
            report.run();
        } catch (RuntimeException | Error e) {
            scheduler.schedule(Duration.ofSeconds(5), () -> repeat(report));
        }
    }

    private void open() {
        use(engine -> QUEUES.forEach(queue -> engine.inbound()
                .define(
                        TENANT,
                        queue,
                        QueueSettings.named(queue.value())
                                .routedBy(random.nextInt(3) == 0 ? "ring_all" : QueueSettings.LONGEST_IDLE))));
        scheduler.runDue();
        if (store.viewFloor(TENANT, FloorView::queues).size() < QUEUES.size()) {
            scheduler.schedule(Duration.ofSeconds(1), this::open);
            return;
        }
        for (int i = 0; i < AGENTS; i++) {
            register(i);
        }
    }

    private void register(int i) {
        List<Membership> queues = i == 0
                ? List.of(Membership.of(QUEUES.get(0)), new Membership(QUEUES.get(1), 2, 0))
                : List.of(Membership.of(QUEUES.get(i % 2)));
        AgentProfile profile = new AgentProfile("agent " + i, i == 3 ? 2 : 1, queues, Skills.NONE, "");
        use(engine -> {
            engine.agents().register(TENANT, agent(i), profile);
            engine.agents().setPresence(TENANT, agent(i), Presence.AVAILABLE);
        });
    }

    private static AgentId agent(int i) {
        return new AgentId("agent-" + i);
    }

    private void day(Duration length) {
        long end = scheduler.uptime().plus(length).toMillis();
        while (scheduler.uptime().toMillis() < end) {
            scheduler.advance(Duration.ofMillis(random.nextInt(1, 8_000)));
            moment();
        }
    }

    private void moment() {
        switch (random.nextInt(14)) {
            case 0, 1, 2 -> arrive();
            case 3 -> hangUp();
            case 4, 5, 6 -> answerOffer(random.nextInt(5) > 0);
            case 7 -> connect();
            case 8 -> finish();
            case 9, 10 -> heartbeat(random.nextInt(AGENTS));
            case 11 -> presence();
            case 12 -> press();
            default -> trouble();
        }
    }

    private void arrive() {
        Arrival arrival =
                Arrival.of(QUEUES.get(random.nextInt(2)), PhoneNumber.parse("+1555%07d".formatted(numbers++ % 40)));
        CallerType type = random.nextInt(4) == 0 ? CallerType.VIP : CallerType.NEW;
        use(engine -> {
            Admittance admitted = engine.inbound().arrive(TENANT, arrival.as(type));
            if (admitted == null) {
                throw new AssertionError("no answer");
            }
        });
    }

    private List<Caller> callers(CallerState state) {
        return store.viewFloor(TENANT, floor -> {
            List<Caller> all = new ArrayList<>();
            QUEUES.forEach(queue -> all.addAll(floor.line(queue, 1_000)));
            floor.callbacks(1_000).stream()
                    .filter(caller -> !all.contains(caller))
                    .forEach(all::add);
            floor.agents().stream()
                    .flatMap(agent -> agent.engagements().stream())
                    .map(Engagement::caller)
                    .flatMap(id -> floor.caller(id).stream())
                    .filter(caller -> !all.contains(caller))
                    .forEach(all::add);
            return all.stream().filter(caller -> caller.state() == state).toList();
        });
    }

    private void withOne(List<Caller> callers, Consumer<Caller> action) {
        if (!callers.isEmpty()) {
            action.accept(callers.get(random.nextInt(callers.size())));
        }
    }

    private void hangUp() {
        CallerState state = CallerState.values()[random.nextInt(4)];
        withOne(callers(state), caller -> use(engine -> engine.inbound().hungUp(TENANT, caller.id())));
    }

    private void press() {
        withOne(
                callers(CallerState.WAITING),
                caller -> use(engine -> {
                    if (!engine.inbound().pressed(TENANT, caller.id(), '1')
                            && caller.arrival().number() != null) {
                        engine.callbacks()
                                .request(TENANT, caller.id(), caller.arrival().number());
                    }
                }));
    }

    /** Two nodes may hear the same answer, and agents may answer at once. */
    private void answerOffer(boolean yes) {
        List<Offer> open = store.viewFloor(TENANT, FloorView::openOffers);
        if (open.isEmpty()) {
            return;
        }
        Offer offer = open.get(random.nextInt(open.size()));
        for (int i = random.nextInt(3); i >= 0; i--) {
            AgentId agent = offer.ringing().get(random.nextInt(offer.ringing().size()));
            use(engine -> {
                if (yes) {
                    engine.agents().accept(TENANT, offer.id(), agent);
                } else {
                    engine.agents().reject(TENANT, offer.id(), agent, "busy");
                }
            });
        }
    }

    private void connect() {
        store.viewFloor(TENANT, FloorView::openOffers).stream()
                .filter(offer -> offer.state() == OfferState.ACCEPTED)
                .findFirst()
                .ifPresent(offer -> use(engine -> {
                    if (random.nextInt(5) == 0) {
                        engine.agents().notConnected(TENANT, offer.id(), "no route");
                    } else {
                        engine.agents().connected(TENANT, offer.id());
                    }
                }));
    }

    private void finish() {
        withOne(
                callers(CallerState.CONNECTED),
                caller -> use(engine -> {
                    if (caller.agent() != null) {
                        engine.agents().finish(TENANT, caller.agent(), caller.id());
                    }
                }));
    }

    private void heartbeat(int i) {
        use(engine -> engine.agents().heartbeat(TENANT, agent(i)));
    }

    private void presence() {
        Presence presence = Presence.values()[random.nextInt(3)];
        AgentId agent = agent(random.nextInt(AGENTS));
        use(engine -> engine.agents().setPresence(TENANT, agent, presence));
        use(engine -> engine.agents().setPresence(TENANT, agent, Presence.AVAILABLE));
    }

    private void trouble() {
        if (random.nextInt(4) == 0) {
            VirtualNode process = nodes.get(random.nextInt(nodes.size())).process();
            process.freeze();
            scheduler.schedule(Duration.ofSeconds(random.nextInt(1, 120)), process::thaw);
        }
        if (random.nextInt(8) == 0) {
            nodes.get(random.nextInt(nodes.size())).process().crash();
        }
    }

    private void heal() {
        healed = true;
        nodes.forEach(node -> {
            node.process().thaw();
            node.connection().heal();
        });
        replaceTheDead();
    }

    /** Everybody does his work until nobody is left. */
    private void evening() {
        for (int round = 0; round < 400 && !everybodyHasGone(); round++) {
            for (int i = 0; i < AGENTS; i++) {
                register(i);
                heartbeat(i);
            }
            scheduler.advance(Duration.ofSeconds(10));
            store.viewFloor(TENANT, FloorView::openOffers).forEach(offer -> {
                use(engine -> engine.agents()
                        .accept(TENANT, offer.id(), offer.ringing().get(0)));
                use(engine -> engine.agents().connected(TENANT, offer.id()));
            });
            scheduler.advance(Duration.ofSeconds(10));
            callers(CallerState.CONNECTED).stream()
                    .filter(caller -> caller.callback() == null)
                    .forEach(caller -> use(engine -> engine.inbound().hungUp(TENANT, caller.id())));
        }
    }

    private boolean everybodyHasGone() {
        if (!store.liveCalls(TENANT).isEmpty()) {
            return false;
        }
        return java.util.Arrays.stream(CallerState.values())
                .filter(state -> state != CallerState.ENDED)
                .allMatch(state -> callers(state).isEmpty());
    }

    private Report report() {
        EventAudit audit = EventAudit.of(TENANT).within(BOUNDS);
        store.read(TENANT, 0, Integer.MAX_VALUE).forEach(audit::accept);
        List<String> problems = new ArrayList<>();
        audit.violations().forEach(violation -> problems.add(violation.toString()));
        audit.atEnd().forEach(violation -> problems.add("at the end: " + violation));
        scheduler.failures().stream()
                // The dead do not work.
                .filter(failure -> !"the node has crashed".equals(failure.getMessage()))
                .forEach(failure -> problems.add("failed: " + failure));
        return new Report(numbers, store.lastSeq(TENANT), crashes, problems);
    }

    private void use(Consumer<Callyard> action) {
        replaceTheDead();
        Node node = nodes.get(random.nextInt(nodes.size()));
        node.process().execute(() -> tryIt(() -> action.accept(node.engine())));
        scheduler.runDue();
    }

    /** A user is told, and tries again or does not. */
    private static void tryIt(Runnable action) {
        try {
            action.run();
        } catch (StoreUnavailableException
                | io.callyard.inbound.UnknownQueueException
                | io.callyard.agent.UnknownAgentException e) {
            // Nothing is lost that was accepted.
        }
    }

    private void replaceTheDead() {
        for (int i = nodes.size() - 1; i >= 0; i--) {
            if (nodes.get(i).process().isCrashed()) {
                nodes.remove(i);
                crashes++;
                addNode();
            }
        }
    }

    private void addNode() {
        VirtualNode process = scheduler.node();
        FlakyStore connection =
                FlakyStore.on(store, process, scheduler, random.split(), healed ? 0 : crashRate, healed ? 0 : cutRate);
        Callyard engine = Callyard.builder()
                .store(connection.asStore())
                .scheduler(process)
                .node(new NodeId("node-" + ++made))
                .carrier(carrier)
                .build();
        nodes.add(new Node(process, connection, engine));
        process.execute(() -> {
            try {
                engine.start();
            } catch (StoreUnavailableException e) {
                process.crash();
            }
        });
    }
}
