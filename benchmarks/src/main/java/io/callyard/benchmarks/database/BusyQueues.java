package io.callyard.benchmarks.database;

import io.callyard.Callyard;
import io.callyard.benchmarks.database.OfferFigures.Kind;
import io.callyard.inbound.Admittance;
import io.callyard.model.AgentId;
import io.callyard.model.CarrierCallId;
import io.callyard.model.PhoneNumber;
import io.callyard.model.TenantId;
import io.callyard.model.TenantLimits;
import io.callyard.model.inbound.Arrival;
import io.callyard.model.inbound.CallerId;
import io.callyard.model.inbound.CallerLine;
import io.callyard.model.inbound.QueueId;
import io.callyard.model.inbound.QueueSettings;
import io.callyard.spi.scheduling.Scheduler;
import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Inbound queues at work on an engine in real time: callers come at random, whether or not those before them are served,
 * with a line and a number, and wait for as long as it takes.
 *
 * <p>All is quicker than with people, so that many callers come in a minute: an agent is busy with one for as long as
 * the load makes it, of which he lets it ring for a tenth and works after the call for a fifth.
 *
 * <p><b>Threads.</b> The engine's run what happens in it; one thread lets callers come.
 */
final class BusyQueues implements AutoCloseable {
    private static final double RINGS = 0.1;
    private static final double WORKS = 0.2;

    private final QueueLoad load;
    private final Scheduler scheduler;
    private final Callyard engine;
    private final BusyAgents agents;
    private final SplittableRandom random = new SplittableRandom(7);
    private final Map<CallerId, CompletableFuture<BusyAgents.Rung>> rings = new ConcurrentHashMap<>();
    private final OfferFigures figures = new OfferFigures();
    private long callers;

    /** Fills the queues with agents, who are ready, and lets nobody call yet. */
    BusyQueues(Stores.Opened opened, QueueLoad load) {
        this.load = load;
        scheduler = opened.scheduler();
        PromptLines lines = new PromptLines();
        engine = Callyard.builder()
                .store(opened.store())
                .scheduler(scheduler)
                .carrier(lines)
                .build();
        agents = new BusyAgents(
                engine.agents(),
                lines,
                scheduler,
                new BusyAgents.Times(RINGS * load.handleTime(), WORKS * load.handleTime()),
                rung -> ring(rung.caller()).complete(rung),
                figures::fail);
        lines.leadTo(agents);
        engine.start();
        for (int tenant = 0; tenant < load.tenants(); tenant++) {
            for (int queue = 0; queue < load.queuesEach(); queue++) {
                open(tenant(tenant), queue(queue));
            }
        }
    }

    private void open(TenantId tenant, QueueId queue) {
        engine.inbound().define(tenant, queue, QueueSettings.named("Busy"));
        for (int i = 0; i < load.agentsEach(); i++) {
            agents.begin(tenant, new AgentId(queue + "-agent-" + i), queue);
        }
    }

    private static TenantId tenant(int number) {
        return new TenantId("tenant-" + number);
    }

    private static QueueId queue(int number) {
        return new QueueId("queue-" + number);
    }

    /** Lets callers come for as long, and returns what was measured meanwhile. */
    Map<Kind, Samples> run(Duration length) {
        figures.take();
        long next = System.nanoTime();
        long end = next + length.toNanos();
        while (next < end) {
            for (long left = next - System.nanoTime(); left > 0; left = next - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            TenantId tenant = tenant(random.nextInt(load.tenants()));
            Arrival arrival = arrival(queue(random.nextInt(load.queuesEach())));
            scheduler.execute(() -> arrive(tenant, arrival));
            next += (long) (exponential() / load.perSecond() * 1e9);
        }
        return figures.take();
    }

    private Arrival arrival(QueueId queue) {
        callers++;
        CallerLine line = new CallerLine(TenantLimits.DEFAULT_ACCOUNT, new CarrierCallId("line-" + callers));
        // At least a fifth of the mean: nobody says nothing at all.
        agents.expect(line, (1 - RINGS - WORKS) * load.handleTime() * (0.2 + 0.8 * exponential()));
        return Arrival.of(queue, PhoneNumber.parse("+" + (15_550_000_000L + callers)))
                .on(line);
    }

    private double exponential() {
        return -Math.log(1 - random.nextDouble());
    }

    private void arrive(TenantId tenant, Arrival arrival) {
        try {
            long began = System.nanoTime();
            Admittance admittance = engine.inbound().arrive(tenant, arrival);
            long ended = System.nanoTime();
            if (admittance instanceof Admittance.Offered offered) {
                figures.add(Kind.ARRIVED_RETURNED, began, ended);
                whenRung(offered.caller().id(), rung -> figures.add(Kind.ARRIVED_RUNG, began, rung.at()));
            } else if (admittance instanceof Admittance.Waiting waiting) {
                figures.add(Kind.ARRIVED_WAITING, began, ended);
                whenRung(waiting.caller().id(), this::addReady);
            } else {
                throw new IllegalStateException("a caller was not let in: " + admittance);
            }
        } catch (RuntimeException e) {
            figures.fail(e);
        }
    }

    private void addReady(BusyAgents.Rung rung) {
        if (rung.readyAt() != 0) {
            figures.add(Kind.READY_RUNG, rung.readyAt(), rung.at());
        }
    }

    private void whenRung(CallerId caller, Consumer<BusyAgents.Rung> then) {
        ring(caller).thenAccept(then).whenComplete((done, failed) -> rings.remove(caller));
    }

    private CompletableFuture<BusyAgents.Rung> ring(CallerId caller) {
        return rings.computeIfAbsent(caller, any -> new CompletableFuture<>());
    }

    @Override
    public void close() {
        agents.close();
        engine.close();
    }
}
