package io.callyard.event;

import io.callyard.model.AgentId;
import io.callyard.model.inbound.AgentProfile;
import io.callyard.model.inbound.AgentState;
import io.callyard.model.inbound.Presence;

/** Something that has happened to an agent. */
public sealed interface AgentEvent extends InboundEvent {

    /** Returns who. */
    AgentId agent();

    /**
     * He is known from now on, or known otherwise.
     *
     * @param agent who
     * @param profile what he can do
     */
    record AgentRegistered(AgentId agent, AgentProfile profile) implements AgentEvent {}

    /**
     * He chose to be something else, or was set to it.
     *
     * @param agent who
     * @param presence what he is
     * @param reason why, if it was not he who chose it; else empty
     */
    record PresenceChanged(AgentId agent, Presence presence, String reason) implements AgentEvent {}

    /**
     * Calls do something else to him.
     *
     * @param agent who
     * @param state what he does
     */
    record AgentStateChanged(AgentId agent, AgentState state) implements AgentEvent {}
}
