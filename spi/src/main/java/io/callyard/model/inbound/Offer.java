package io.callyard.model.inbound;

import io.callyard.internal.Checks;
import io.callyard.model.AgentId;
import io.callyard.model.TenantId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A caller is put to agents: to one, or to several of whom the first to accept wins.
 *
 * @param tenant whose
 * @param id the offer
 * @param queue in which queue
 * @param caller who is offered
 * @param number how many offers he has had in this queue, this one included
 * @param state how it stands
 * @param ringing the agents who are still asked; who has accepted is the only one
 * @param madeAt when
 * @param deadline when it ends by itself: unanswered while open, unconnected once accepted
 * @param decision why these agents
 * @param reason why it ended; empty while it has not
 * @param endedAt when it ended
 */
public record Offer(
        TenantId tenant,
        OfferId id,
        QueueId queue,
        CallerId caller,
        int number,
        OfferState state,
        List<AgentId> ringing,
        Instant madeAt,
        Instant deadline,
        Decision decision,
        String reason,
        @Nullable Instant endedAt) {

    public Offer {
        ringing = List.copyOf(ringing);
        reason = Checks.clipped(reason, 200);
    }

    /** Returns who has accepted; null if nobody has. */
    public @Nullable AgentId winner() {
        return state == OfferState.ACCEPTED || state == OfferState.CONNECTED ? ringing.get(0) : null;
    }
}
