package io.callyard.audit;

import io.callyard.event.InboundEvent;
import io.callyard.event.OfferEvent.OfferMade;
import io.callyard.model.AgentId;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Whom an agent is offered finds room, counted when one is added: a lower capacity ends no call. */
final class AgentCapacityRule implements InboundRule {
    @Override
    public Invariant invariant() {
        return Invariant.AGENT_CAPACITY;
    }

    @Override
    public @Nullable String problemWith(InboundEvent event, Instant at, InboundFold before) {
        return event instanceof OfferMade made
                ? made.agents().stream()
                        .map(agent -> problemWith(agent, made, before))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null)
                : null;
    }

    private static @Nullable String problemWith(AgentId id, OfferMade made, InboundFold before) {
        FoldedAgent agent = before.agent(id);
        if (agent == null || agent.profile() == null || agent.engaged().contains(made.caller())) {
            return null;
        }
        int capacity = agent.profile().capacity();
        return agent.engaged().size() < capacity
                ? null
                : "agent " + id + " had " + agent.engaged().size() + " callers, his capacity is " + capacity;
    }
}
