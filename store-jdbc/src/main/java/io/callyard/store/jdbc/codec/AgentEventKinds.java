package io.callyard.store.jdbc.codec;

import io.callyard.event.AgentEvent.AgentRegistered;
import io.callyard.event.AgentEvent.AgentStateChanged;
import io.callyard.event.AgentEvent.PresenceChanged;
import io.callyard.model.AgentId;
import io.callyard.model.inbound.AgentState;
import io.callyard.model.inbound.Presence;
import java.util.List;

/** The events of agents, each with whom it is about in {@code agent}. */
final class AgentEventKinds {
    static final List<EventKind<?>> ALL = List.of(
            new EventKind<>(
                    EventCodec.AGENT_REGISTERED,
                    AgentRegistered.class,
                    (json, event) -> json.text("agent", event.agent())
                            .object("profile", event.profile(), AgentCodec::writeProfile),
                    json -> new AgentRegistered(agent(json), json.object("profile", AgentCodec::readProfile))),
            new EventKind<>(
                    EventCodec.PRESENCE_CHANGED,
                    PresenceChanged.class,
                    (json, event) -> json.text("agent", event.agent())
                            .constant("presence", event.presence())
                            .text("reason", event.reason()),
                    json -> new PresenceChanged(
                            agent(json), json.constant("presence", Presence.class), json.text("reason"))),
            new EventKind<>(
                    EventCodec.AGENT_STATE_CHANGED,
                    AgentStateChanged.class,
                    (json, event) -> json.text("agent", event.agent()).constant("state", event.state()),
                    json -> new AgentStateChanged(agent(json), json.constant("state", AgentState.class))));

    private AgentEventKinds() {}

    private static AgentId agent(JsonFields json) {
        return json.text("agent", AgentId::new);
    }
}
