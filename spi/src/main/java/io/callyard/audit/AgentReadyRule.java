package io.callyard.audit;

import io.callyard.event.InboundEvent;
import io.callyard.event.OfferEvent.OfferMade;
import io.callyard.model.AgentId;
import io.callyard.model.inbound.Presence;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Only agents who are there and have time are asked. */
final class AgentReadyRule implements InboundRule {
    @Override
    public Invariant invariant() {
        return Invariant.AGENT_READY;
    }

    @Override
    public @Nullable String problemWith(InboundEvent event, Instant at, InboundFold before) {
        return event instanceof OfferMade made
                ? made.agents().stream()
                        .map(agent -> problemWith(agent, at, before))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null)
                : null;
    }

    private static @Nullable String problemWith(AgentId id, Instant at, InboundFold before) {
        FoldedAgent agent = before.agent(id);
        if (agent == null) {
            return before.knowsAll() ? "agent " + id + " was never registered" : null;
        }
        if (agent.presence() != null && agent.presence() != Presence.AVAILABLE) {
            return "agent " + id + " was " + agent.presence();
        }
        Instant until = agent.restsUntil();
        // Stores keep instants to the microsecond, settings may be finer.
        return until == null || !at.isBefore(until.truncatedTo(ChronoUnit.MICROS))
                ? null
                : "agent " + id + " was in the work after a call until " + until;
    }
}
