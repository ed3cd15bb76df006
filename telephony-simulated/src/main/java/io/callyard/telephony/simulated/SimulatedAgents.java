package io.callyard.telephony.simulated;

import io.callyard.model.AgentId;
import io.callyard.model.TenantId;
import io.callyard.model.inbound.AgentProfile;
import io.callyard.model.inbound.DeviceState;
import io.callyard.spi.agent.DeviceProbe;
import io.callyard.spi.scheduling.Scheduler;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * People who take callers: they answer, miss and reject offers, lose their network, forget to give signs of life, take
 * breaks and come back.
 *
 * <p>Each agent has chance of his own, drawn from the seed in the order in which agents were added.
 *
 * <p><b>Threads.</b> Safe for many threads.
 */
public final class SimulatedAgents {
    private final Map<AgentId, SimulatedAgent> agents = new LinkedHashMap<>();
    private final TenantId tenant;

    private SimulatedAgents(Builder settings) {
        tenant = settings.tenant;
        SplittableRandom random = new SplittableRandom(
                settings.seed == null ? settings.scheduler.random().nextLong() : settings.seed);
        settings.hired.forEach((id, hired) -> agents.put(
                id,
                new SimulatedAgent(
                        settings.scheduler,
                        settings.carrier.lines(),
                        settings.tenant,
                        id,
                        hired.profile(),
                        hired.habits(),
                        random.split())));
    }

    /** Begins agents whose devices hang on a carrier. */
    public static Builder on(Scheduler scheduler, SimulatedCarrier carrier, TenantId tenant) {
        return new Builder(scheduler, carrier, tenant);
    }

    /**
     * Has all come to work: they register, become available and give signs of life.
     *
     * @param engine takes what they say
     */
    public void start(AgentDriver engine) {
        each(agent -> agent.start(engine));
    }

    /** Has all go home. Talks go on. */
    public void stop() {
        each(SimulatedAgent::stop);
    }

    /** Takes an agent's network away, or gives it back, beside what his habits do. */
    public void network(AgentId agent, boolean works) {
        require(agent).network(works);
    }

    /** Returns what an agent has done. */
    public AgentCounts counts(AgentId agent) {
        return require(agent).counts();
    }

    /** Answers from the simulated network; UNKNOWN for somebody else's device. */
    public DeviceProbe probe() {
        return (whose, agent, device) -> {
            SimulatedAgent found = whose.equals(tenant) ? agents.get(agent) : null;
            DeviceState state = found == null || !found.device().equals(device)
                    ? DeviceState.UNKNOWN
                    : found.isReachable() ? DeviceState.CONNECTED : DeviceState.DISCONNECTED;
            return CompletableFuture.completedStage(state);
        };
    }

    private void each(Consumer<SimulatedAgent> what) {
        agents.values().forEach(what);
    }

    private SimulatedAgent require(AgentId id) {
        SimulatedAgent found = agents.get(id);
        if (found == null) {
            throw new IllegalArgumentException("there is no simulated agent " + id);
        }
        return found;
    }

    /** Collects agents. One thread at a time. */
    public static final class Builder {
        private final Scheduler scheduler;
        private final SimulatedCarrier carrier;
        private final TenantId tenant;
        private final Map<AgentId, Hired> hired = new LinkedHashMap<>();
        private @Nullable Long seed;

        private record Hired(AgentProfile profile, AgentHabits habits) {}

        private Builder(Scheduler scheduler, SimulatedCarrier carrier, TenantId tenant) {
            this.scheduler = scheduler;
            this.carrier = carrier;
            this.tenant = tenant;
        }

        /** Sets where chance begins; drawn from the scheduler by default. */
        public Builder seed(long value) {
            seed = value;
            return this;
        }

        /** Adds an agent. A profile without a device gets {@code sim:} and the agent's id. */
        public Builder agent(AgentId agent, AgentProfile profile, AgentHabits habits) {
            hired.put(
                    agent,
                    new Hired(profile.device().isEmpty() ? profile.rungAt("sim:" + agent.value()) : profile, habits));
            return this;
        }

        /** Makes the agents. They still have to be started. */
        public SimulatedAgents build() {
            return new SimulatedAgents(this);
        }
    }
}
