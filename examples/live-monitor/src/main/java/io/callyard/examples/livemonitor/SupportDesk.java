package io.callyard.examples.livemonitor;

import io.callyard.Callyard;
import io.callyard.model.AgentId;
import io.callyard.model.TenantId;
import io.callyard.model.inbound.AgentProfile;
import io.callyard.model.inbound.CallerType;
import io.callyard.model.inbound.Membership;
import io.callyard.model.inbound.Presence;
import io.callyard.model.inbound.QueueId;
import io.callyard.model.inbound.QueueSettings;
import io.callyard.model.inbound.Skills;
import io.callyard.spi.agent.DeviceProbe;
import io.callyard.spi.scheduling.Scheduler;
import io.callyard.telephony.simulated.AgentDriver;
import io.callyard.telephony.simulated.AgentHabits;
import io.callyard.telephony.simulated.ArrivalRate;
import io.callyard.telephony.simulated.Distribution;
import io.callyard.telephony.simulated.SimulatedAgents;
import io.callyard.telephony.simulated.SimulatedCallers;
import io.callyard.telephony.simulated.SimulatedCarrier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The inbound side of the demo: three queues, six agents who are people, and more callers than they can take at once. */
final class SupportDesk {
    static final QueueId SUPPORT = new QueueId("support");
    static final QueueId SALES = new QueueId("sales");
    static final QueueId BILLING = new QueueId("billing");

    private static final Duration CALLBACK_AFTER = Duration.ofSeconds(60);
    private static final Skills GERMAN = new Skills(Map.of("german", 60));

    private final TenantId tenant;
    private final SimulatedAgents agents;
    private final SimulatedCallers callers;

    /** Hires the agents and finds the callers; nobody comes before {@link #open}. */
    SupportDesk(TenantId tenant, Scheduler scheduler, SimulatedCarrier carrier) {
        this.tenant = tenant;
        AgentHabits people = AgentHabits.HUMAN;
        agents = SimulatedAgents.on(scheduler, carrier, tenant)
                .agent(new AgentId("ann"), profile("Ann", SUPPORT, BILLING).knowing(GERMAN), people)
                .agent(new AgentId("ben"), profile("Ben", SUPPORT, BILLING), people)
                .agent(new AgentId("carla"), profile("Carla", SUPPORT), people)
                .agent(new AgentId("dev"), profile("Dev", SALES, SUPPORT), people)
                .agent(new AgentId("eva"), profile("Eva", SALES).knowing(GERMAN), people)
                .agent(new AgentId("finn"), profile("Finn", BILLING, SALES), people)
                .build();
        callers = SimulatedCallers.on(scheduler, carrier, tenant)
                .rate(ArrivalRate.constant(300))
                .queue(SUPPORT, 5)
                .queue(SALES, 3)
                .queue(BILLING, 2)
                .type(CallerType.NEW, 6)
                .type(CallerType.RETURNING, 3)
                .type(CallerType.VIP, 1)
                .skills(Skills.NONE, 9)
                .skills(new Skills(Map.of("german", 50)), 1)
                .talk(Distribution.logNormal(Duration.ofSeconds(50), 0.6).atMost(Duration.ofMinutes(5)))
                .patience(Distribution.exponential(Duration.ofMinutes(3)))
                .numberPrefix("+1202")
                .build();
    }

    private static AgentProfile profile(String name, QueueId first, QueueId... others) {
        List<Membership> queues = new ArrayList<>(List.of(Membership.of(first)));
        for (QueueId other : others) {
            queues.add(new Membership(other, 2, 0));
        }
        return AgentProfile.of(name, first).serving(queues);
    }

    /** Tells whether an agent's simulated device can be reached. */
    DeviceProbe probe() {
        return agents.probe();
    }

    /** Defines the queues, has the agents come to work and the callers call. */
    void open(Callyard engine) {
        define(engine, SUPPORT, "Support");
        define(engine, SALES, "Sales");
        define(engine, BILLING, "Billing");
        agents.start(new Registry(engine));
        callers.start();
    }

    private void define(Callyard engine, QueueId queue, String name) {
        QueueSettings rules = QueueSettings.named(name);
        engine.inbound().define(tenant, queue, rules.with(rules.callbacks().offeringAfter(CALLBACK_AFTER)));
    }

    /** Nobody calls any more, and the agents go home. */
    void close() {
        callers.stop();
        agents.stop();
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
