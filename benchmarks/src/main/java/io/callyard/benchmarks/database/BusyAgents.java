package io.callyard.benchmarks.database;

import io.callyard.agent.AgentRegistry;
import io.callyard.model.AgentId;
import io.callyard.model.TenantId;
import io.callyard.model.inbound.AgentProfile;
import io.callyard.model.inbound.CallerId;
import io.callyard.model.inbound.CallerLine;
import io.callyard.model.inbound.Presence;
import io.callyard.model.inbound.QueueId;
import io.callyard.spi.carrier.BridgeOrder;
import io.callyard.spi.carrier.RingOrder;
import io.callyard.spi.scheduling.Scheduler;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Agents who pick up, talk until the caller hangs up, do the work after the call, say that they are ready again, and
 * give signs of life.
 *
 * <p><b>Threads.</b> Safe for many; agents begin on one.
 */
final class BusyAgents implements PromptLines.Ends, AutoCloseable {
    private static final double HEARTBEATS_APART = 30;

    private final AgentRegistry registry;
    private final PromptLines lines;
    private final Scheduler scheduler;
    private final Times times;
    private final Consumer<Rung> listener;
    private final Consumer<RuntimeException> failures;
    private final SplittableRandom random = new SplittableRandom(11);
    private final Map<Worker, Long> readyAt = new ConcurrentHashMap<>();
    private final Map<CallerLine, Double> talks = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /**
     * How long things take, in seconds.
     *
     * @param pickUp to pick up
     * @param wrapUp the work after a call
     */
    record Times(double pickUp, double wrapUp) {}

    /**
     * An agent is rung.
     *
     * @param caller for whom
     * @param at when, by {@link System#nanoTime}
     * @param readyAt when he said that he was ready, by the same clock; 0 if it is his first caller
     */
    record Rung(CallerId caller, long at, long readyAt) {}

    private record Worker(TenantId tenant, AgentId agent) {}

    /**
     * Makes none yet.
     *
     * @param listener told when one is rung
     * @param failures told what should not have happened
     */
    BusyAgents(
            AgentRegistry registry,
            PromptLines lines,
            Scheduler scheduler,
            Times times,
            Consumer<Rung> listener,
            Consumer<RuntimeException> failures) {
        this.registry = registry;
        this.lines = lines;
        this.scheduler = scheduler;
        this.times = times;
        this.listener = listener;
        this.failures = failures;
    }

    /** One more begins to work, in one queue. */
    void begin(TenantId tenant, AgentId agent, QueueId queue) {
        registry.register(tenant, agent, AgentProfile.of("", queue).rungAt("sip:" + agent + "@example.com"));
        registry.setPresence(tenant, agent, Presence.AVAILABLE);
        after(HEARTBEATS_APART * random.nextDouble(), () -> keepAlive(tenant, agent));
    }

    private void keepAlive(TenantId tenant, AgentId agent) {
        after(HEARTBEATS_APART, () -> keepAlive(tenant, agent));
        registry.heartbeat(tenant, agent);
    }

    /** Says how long the caller on a line will talk, in seconds, before he calls. */
    void expect(CallerLine line, double talk) {
        talks.put(line, talk);
    }

    @Override
    public void ring(RingOrder order) {
        long now = System.nanoTime();
        Long ready = readyAt.remove(new Worker(order.tenant(), order.agent()));
        listener.accept(new Rung(order.caller(), now, ready == null ? 0 : ready));
        after(times.pickUp(), () -> lines.reporter().agentAccepted(order.offer(), order.agent()));
    }

    @Override
    public void connect(BridgeOrder order) {
        attempt(() -> {
            double talk = Objects.requireNonNull(talks.remove(order.line()), "connected before");
            after(talk, () -> hangUp(order));
        });
    }

    private void hangUp(BridgeOrder order) {
        lines.reporter().lineEnded(order.line());
        after(times.wrapUp(), () -> {
            readyAt.put(new Worker(order.tenant(), order.agent()), System.nanoTime());
            registry.wrappedUp(order.tenant(), order.agent());
        });
    }

    private void after(double seconds, Runnable task) {
        scheduler.schedule(Duration.ofNanos((long) (seconds * 1e9)), () -> attempt(task));
    }

    private void attempt(Runnable task) {
        try {
            if (!closed) {
                task.run();
            }
        } catch (RuntimeException e) {
            if (!closed) {
                failures.accept(e);
            }
        }
    }

    /** They do nothing more. */
    @Override
    public void close() {
        closed = true;
    }
}
