package io.callyard.simulation;

import io.callyard.Callyard;
import io.callyard.memory.InMemoryStore;
import io.callyard.model.CarrierAccountId;
import io.callyard.model.NodeId;
import io.callyard.model.Verdict;
import io.callyard.spi.carrier.CarrierReport;
import io.callyard.spi.carrier.CarrierReporter;
import io.callyard.spi.policy.DialPolicy;
import io.callyard.spi.policy.DialQuestion;
import io.callyard.spi.store.Store;
import io.callyard.spi.store.StoreUnavailableException;
import io.callyard.telephony.simulated.Behaviour;
import io.callyard.telephony.simulated.Faults;
import io.callyard.telephony.simulated.SimulatedCarrier;
import io.callyard.testkit.VirtualNode;
import io.callyard.testkit.VirtualScheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.function.DoubleSupplier;

/** Nodes that come and go on one store and one set of carriers, which stay. */
final class Installation {
    private final VirtualScheduler scheduler;
    private final Scenario scenario;
    private final SplittableRandom random;
    private final Store store;
    private final Map<CarrierAccountId, SimulatedCarrier> carriers = new LinkedHashMap<>();
    private final List<Node> nodes = new ArrayList<>();
    private int nodesMade;
    private int crashes;
    private boolean healed;

    /** One engine, in one process. */
    record Node(
            VirtualNode process,
            Callyard engine,
            FlakyStore connection,
            Map<CarrierAccountId, CarrierReporter> desks) {}

    Installation(VirtualScheduler scheduler, Scenario scenario, SplittableRandom random) {
        this.scheduler = scheduler;
        this.scenario = scenario;
        this.random = random;
        store = new InMemoryStore(scheduler);
        for (CarrierAccountId account : scenario.accounts().keySet()) {
            SimulatedCarrier carrier = SimulatedCarrier.on(scheduler)
                    .account(account)
                    .seed(random.nextLong())
                    .behaviour(Behaviour.TYPICAL)
                    .faults(scenario.faults())
                    .idempotent(scenario.idempotentCarrier())
                    .build();
            carrier.start(report -> deliver(account, report));
            carriers.put(account, carrier);
        }
        scenario.accounts().forEach(store::setAccountLimits);
        scenario.tenants().forEach(store::setTenantLimits);
        store.setSystemLimit(scenario.systemLimit());
        for (int i = 0; i < scenario.nodes(); i++) {
            addNode();
        }
    }

    Store store() {
        return store;
    }

    Map<CarrierAccountId, SimulatedCarrier> carriers() {
        return carriers;
    }

    int crashes() {
        return crashes;
    }

    /** Does something as a user of a node that lives, if one does. */
    void use(java.util.function.Consumer<Callyard> action) {
        replaceTheDead();
        Node node = nodes.get(random.nextInt(nodes.size()));
        node.process().execute(() -> {
            try {
                action.accept(node.engine());
            } catch (StoreUnavailableException | IllegalArgumentException e) {
                // A user is told, and nothing is lost that was accepted.
            }
        });
    }

    void freezeOne(Duration duration) {
        VirtualNode process = nodes.get(random.nextInt(nodes.size())).process();
        process.freeze();
        scheduler.schedule(duration, process::thaw);
    }

    /** From now on nothing goes wrong any more. */
    void heal() {
        healed = true;
        carriers.values().forEach(carrier -> carrier.change(Faults.NONE));
        nodes.forEach(node -> {
            node.process().thaw();
            node.connection().heal();
        });
        replaceTheDead();
    }

    /** Starts a new process for each that has died, as an operator's supervisor would. */
    void replaceTheDead() {
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
        FlakyStore connection = FlakyStore.on(
                store,
                process,
                scheduler,
                random.split(),
                healed ? 0 : scenario.crashRate(),
                healed ? 0 : scenario.cutRate());
        Map<CarrierAccountId, CarrierReporter> desks = new LinkedHashMap<>();
        var builder = Callyard.builder()
                .store(connection.asStore())
                .scheduler(process)
                .policy(policy(process, random.split()))
                .node(new NodeId("node-" + ++nodesMade));
        DoubleSupplier deathRate = () -> healed ? 0 : 10 * scenario.crashRate();
        carriers.forEach((account, carrier) -> builder.carrier(
                account,
                new CarrierLine(carrier, process, random.split(), deathRate, desk -> desks.put(account, desk))));
        Callyard engine = builder.build();
        nodes.add(new Node(process, engine, connection, desks));
        process.execute(() -> startInTheEnd(process, engine));
    }

    /** A start that the store does not answer is no start; a supervisor would kill and restart. */
    private static void startInTheEnd(VirtualNode process, Callyard engine) {
        try {
            engine.start();
        } catch (StoreUnavailableException e) {
            process.crash();
        }
    }

    private DialPolicy policy(VirtualNode process, SplittableRandom dice) {
        return new DialPolicy() {
            @Override
            public Verdict check(DialQuestion question) {
                if (healed || dice.nextDouble() >= scenario.policyTrouble()) {
                    return Verdict.allow();
                }
                return switch (dice.nextInt(4)) {
                    case 0 -> new Verdict.Hold(question.now().plusSeconds(dice.nextInt(0, 120)), "not now");
                    case 1 -> new Verdict.Refuse("do-not-call", "on the list");
                    case 2 -> throw new IllegalStateException("the policy is broken");
                    default -> hang();
                };
            }

            private Verdict hang() {
                try {
                    return process.await(new CompletableFuture<>(), Duration.ofSeconds(60));
                } catch (TimeoutException e) {
                    return Verdict.allow();
                }
            }

            @Override
            public String name() {
                return "troublesome";
            }
        };
    }

    /** The carrier's webhook goes to any node that lives; if none does, it is not taken. */
    private void deliver(CarrierAccountId account, CarrierReport report) {
        List<Node> alive = nodes.stream()
                .filter(node -> !node.process().isCrashed() && !node.process().isFrozen())
                .filter(node -> node.desks().containsKey(account))
                .toList();
        if (alive.isEmpty()) {
            throw new StoreUnavailableException("no node answers");
        }
        Node node = alive.get(random.nextInt(alive.size()));
        try {
            node.desks().get(account).report(report);
        } catch (Error e) {
            // The node died in the middle of it: the carrier gets no answer, and reports again.
            if (!node.process().isCrashed()) {
                throw e;
            }
            throw new StoreUnavailableException("the node died", e);
        }
    }
}
