package io.callyard.examples.livemonitor;

import io.callyard.Callyard;
import io.callyard.CallyardBuilder;
import io.callyard.model.AgentId;
import io.callyard.model.TenantId;
import io.callyard.model.TenantLimits;
import io.callyard.model.inbound.AgentProfile;
import io.callyard.model.inbound.CallerType;
import io.callyard.model.inbound.Presence;
import io.callyard.model.inbound.Skills;
import io.callyard.spi.carrier.CarrierWebhooks;
import io.callyard.spi.scheduling.Scheduler;
import io.callyard.telephony.simulated.AgentDriver;
import io.callyard.telephony.simulated.AgentHabits;
import io.callyard.telephony.simulated.ArrivalRate;
import io.callyard.telephony.simulated.Behaviour;
import io.callyard.telephony.simulated.Distribution;
import io.callyard.telephony.simulated.SimulatedAgents;
import io.callyard.telephony.simulated.SimulatedCallers;
import io.callyard.telephony.simulated.SimulatedCarrier;
import java.time.Duration;
import java.util.Map;

/** A carrier without a network, six agents who are people, and more callers than they can take at once. */
final class SimulatedWorld implements DemoCarrier {
    private final SimulatedCarrier carrier;
    private final SimulatedAgents agents;
    private final SimulatedCallers callers;

    /** Hires the agents and finds the callers; nobody comes before {@link #open}. */
    SimulatedWorld(Scheduler scheduler, Behaviour behaviour) {
        carrier = SimulatedCarrier.on(scheduler)
                .account(TenantLimits.DEFAULT_ACCOUNT)
                .behaviour(behaviour)
                .keepFinished(1_000)
                .build();
        SimulatedAgents.Builder staff = SimulatedAgents.on(scheduler, carrier, Demo.TENANT);
        SupportQueues.agents().forEach((agent, profile) -> staff.agent(agent, profile, AgentHabits.HUMAN));
        agents = staff.build();
        callers = SimulatedCallers.on(scheduler, carrier, Demo.TENANT)
                .rate(ArrivalRate.constant(300))
                .queue(SupportQueues.SUPPORT, 5)
                .queue(SupportQueues.SALES, 3)
                .queue(SupportQueues.BILLING, 2)
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

    SimulatedCarrier carrier() {
        return carrier;
    }

    @Override
    public void join(CallyardBuilder engine) {
        engine.carrier(carrier).deviceProbe(agents.probe());
    }

    @Override
    public Map<String, CarrierWebhooks> webhooks() {
        return Map.of();
    }

    @Override
    public String words() {
        return "a simulated carrier";
    }

    @Override
    public boolean isReal() {
        return false;
    }

    @Override
    public void open(Callyard engine) {
        agents.start(new Registry(engine));
        callers.start();
    }

    @Override
    public void leave() {
        callers.stop();
        agents.stop();
    }

    @Override
    public void close() {}

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
