package io.callyard.telephony.simulated;

import io.callyard.model.AgentId;
import io.callyard.model.TenantId;
import io.callyard.model.inbound.AgentProfile;
import io.callyard.model.inbound.Presence;

/**
 * What simulated agents say to an engine: what a real agent's screen does. Each method has its namesake in the engine's
 * registry of agents. What throws is tried again.
 */
public interface AgentDriver {
    /** Nobody listens. */
    AgentDriver DEAF = new AgentDriver() {
        @Override
        public void register(TenantId tenant, AgentId agent, AgentProfile profile) {}

        @Override
        public void heartbeat(TenantId tenant, AgentId agent) {}

        @Override
        public void presence(TenantId tenant, AgentId agent, Presence presence) {}
    };

    /** Makes an agent known. */
    void register(TenantId tenant, AgentId agent, AgentProfile profile);

    /** An agent's sign of life. */
    void heartbeat(TenantId tenant, AgentId agent);

    /** An agent chooses to be something. */
    void presence(TenantId tenant, AgentId agent, Presence presence);

    /** An agent is done with the work after a call, before its time. */
    default void wrappedUp(TenantId tenant, AgentId agent) {}
}
