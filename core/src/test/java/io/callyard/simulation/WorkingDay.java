package io.callyard.simulation;

import io.callyard.Callyard;
import io.callyard.audit.EventAudit;
import io.callyard.audit.Violation;
import io.callyard.event.CallerEvent.CallbackOverdue;
import io.callyard.event.CallerEvent.CallerLeft;
import io.callyard.event.LoggedEvent;
import io.callyard.event.QueueEvent.ArrivalRefused;
import io.callyard.feature.Features;
import io.callyard.memory.InMemoryStore;
import io.callyard.memory.Retention;
import io.callyard.model.AgentId;
import io.callyard.model.TenantId;
import io.callyard.model.TenantLimits;
import io.callyard.model.inbound.AgentProfile;
import io.callyard.model.inbound.CallerType;
import io.callyard.model.inbound.LeaveReason;
import io.callyard.model.inbound.Membership;
import io.callyard.model.inbound.OverflowAction;
import io.callyard.model.inbound.Presence;
import io.callyard.model.inbound.QueueId;
import io.callyard.model.inbound.QueueSettings;
import io.callyard.telephony.simulated.AgentDriver;
import io.callyard.telephony.simulated.AgentHabits;
import io.callyard.telephony.simulated.ArrivalRate;
import io.callyard.telephony.simulated.Distribution;
import io.callyard.telephony.simulated.SimulatedAgents;
import io.callyard.telephony.simulated.SimulatedCallers;
import io.callyard.telephony.simulated.SimulatedCarrier;
import io.callyard.testkit.VirtualScheduler;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A call centre's day: eight hours of callers whose number rises and falls, ten agents of whom each misses a fifth of
 * his offers, takes breaks, and loses his network for a twentieth of the time.
 */
final class WorkingDay {
    private static final TenantId TENANT = new TenantId("acme");
    private static final List<QueueId> QUEUES =
            List.of(new QueueId("support"), new QueueId("sales"), new QueueId("billing"));
    private static final int AGENTS = 10;

    /**
     * What came of it.
     *
     * @param left how many left, by how
     * @param refused how many could not join
     * @param overdue how many promises were in danger
     * @param violations what must not happen
     */
    record Report(Map<LeaveReason, Integer> left, int refused, int overdue, List<Violation> violations) {
        int callers() {
            return refused + left.values().stream().mapToInt(Integer::intValue).sum();
        }

        /** The share of callers who talked to somebody, at once or called back. */
        double served() {
            int served = left.getOrDefault(LeaveReason.CONNECTED, 0) + left.getOrDefault(LeaveReason.CALLED_BACK, 0);
            return (double) served / callers();
        }
    }

    private WorkingDay() {}

    static Report run(long seed, Features features) {
        VirtualScheduler scheduler = VirtualScheduler.seeded(seed);
        Retention retention = new Retention(Duration.ofDays(2), 1_000_000, 2_000_000, 10_000);
        InMemoryStore store = new InMemoryStore(scheduler, retention);
        SimulatedCarrier carrier = SimulatedCarrier.on(scheduler)
                .seed(seed)
                .account(TenantLimits.DEFAULT_ACCOUNT)
                .build();
        SimulatedAgents agents = agents(scheduler, carrier, seed);
        SimulatedCallers callers = callers(scheduler, carrier, seed);
        Callyard engine = Callyard.builder()
                .store(store)
                .scheduler(scheduler)
                .carrier(carrier)
                .deviceProbe(agents.probe())
                .features(features)
                .build();
        engine.start();
        engine.concurrency().setTenantLimits(TENANT, TenantLimits.DEFAULT.withMaxLive(AGENTS));
        for (QueueId queue : QUEUES) {
            QueueSettings rules = QueueSettings.named(queue.value());
            engine.inbound()
                    .define(
                            TENANT,
                            queue,
                            rules.with(rules.callbacks()
                                            .offeringAfter(Duration.ofMinutes(2))
                                            .offeringFrom(Duration.ofMinutes(2)))
                                    .with(rules.waits().overflowing(OverflowAction.CALLBACK, null)));
        }
        agents.start(new Registry(engine));
        callers.start();
        scheduler.advance(Duration.ofHours(8));
        callers.stop();
        scheduler.advance(Duration.ofHours(2));
        return report(store);
    }

    private static SimulatedAgents agents(VirtualScheduler scheduler, SimulatedCarrier carrier, long seed) {
        AgentHabits habits = AgentHabits.HUMAN
                .withAnswers(0.2, 0.02)
                .withNetwork(
                        Distribution.exponential(Duration.ofMinutes(76)),
                        Distribution.exponential(Duration.ofMinutes(4)));
        SimulatedAgents.Builder agents =
                SimulatedAgents.on(scheduler, carrier, TENANT).seed(seed + 1);
        for (int i = 0; i < AGENTS; i++) {
            List<Membership> queues =
                    List.of(Membership.of(QUEUES.get(i % 3)), new Membership(QUEUES.get((i + 1) % 3), 2, 0));
            AgentProfile profile =
                    AgentProfile.of("Agent " + i, QUEUES.get(i % 3)).serving(queues);
            agents.agent(new AgentId("agent-" + i), profile, habits);
        }
        return agents.build();
    }

    private static SimulatedCallers callers(VirtualScheduler scheduler, SimulatedCarrier carrier, long seed) {
        return SimulatedCallers.on(scheduler, carrier, TENANT)
                .seed(seed + 2)
                .rate(ArrivalRate.perInterval(Duration.ofHours(1), 60, 90, 110, 100, 70, 100, 90, 60))
                .queue(QUEUES.get(0), 5)
                .queue(QUEUES.get(1), 3)
                .queue(QUEUES.get(2), 3)
                .type(CallerType.NEW, 8)
                .type(CallerType.VIP, 1)
                .talk(Distribution.logNormal(Duration.ofMinutes(3), 0.6).atMost(Duration.ofMinutes(30)))
                .patience(Distribution.exponential(Duration.ofMinutes(15)))
                .pressesOne(0.8)
                .answersCallback(0.95)
                .build();
    }

    private static Report report(InMemoryStore store) {
        EventAudit audit = EventAudit.of(TENANT);
        Map<LeaveReason, Integer> left = new EnumMap<>(LeaveReason.class);
        int refused = 0;
        int overdue = 0;
        for (LoggedEvent logged : store.read(TENANT, 0, Integer.MAX_VALUE)) {
            audit.accept(logged);
            if (logged.event() instanceof CallerLeft gone) {
                left.merge(gone.reason(), 1, Integer::sum);
            } else if (logged.event() instanceof ArrivalRefused) {
                refused++;
            } else if (logged.event() instanceof CallbackOverdue) {
                overdue++;
            }
        }
        return new Report(left, refused, overdue, audit.violations());
    }

    /** What the agents' screens would do. */
    private record Registry(Callyard engine) implements AgentDriver {
        @Override
        public void register(TenantId tenant, AgentId agent, AgentProfile profile) {
            engine.agents().register(tenant, agent, profile);
        }

        @Override
        public void heartbeat(TenantId tenant, AgentId agent) {
            engine.agents().heartbeat(tenant, agent);
        }

        @Override
        public void presence(TenantId tenant, AgentId agent, Presence presence) {
            engine.agents().setPresence(tenant, agent, presence);
        }

        @Override
        public void wrappedUp(TenantId tenant, AgentId agent) {
            engine.agents().wrappedUp(tenant, agent);
        }
    }
}
