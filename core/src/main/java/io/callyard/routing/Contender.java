package io.callyard.routing;

import io.callyard.model.inbound.Agent;
import io.callyard.model.inbound.Membership;
import java.util.Comparator;

/**
 * An agent who may be asked, as a {@link RoutingStrategy} sees him.
 *
 * @param agent the agent
 * @param membership his part in the caller's queue
 * @param readiness how ready he is
 */
public record Contender(Agent agent, Membership membership, Readiness readiness) {
    /** By the agents' ids: what ends every tie. */
    static final Comparator<Contender> BY_ID =
            Comparator.comparing(contender -> contender.agent().id().value());

    /** Who has been idle the longest first, then by the ids. */
    static final Comparator<Contender> LONGEST_IDLE = Comparator.comparing(
                    (Contender contender) -> contender.agent().history().idleSince())
            .thenComparing(BY_ID);
}
