package io.callyard.audit;

import io.callyard.event.OfferEvent.OfferMade;
import io.callyard.model.AgentId;
import io.callyard.model.inbound.OfferId;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An offer that is not over, as far as the events tell. */
final class FoldedOffer {
    private final OfferId id;
    private final FoldedCaller caller;
    private final int number;
    private final Instant deadline;
    private final Set<AgentId> ringing;
    private @Nullable AgentId winner;
    private @Nullable Instant acceptedAt;
    private @Nullable Duration connects;
    private boolean dialled;

    FoldedOffer(OfferMade made, FoldedCaller caller) {
        this.caller = caller;
        id = made.offer();
        number = made.number();
        deadline = made.deadline();
        ringing = new LinkedHashSet<>(made.agents());
    }

    void decline(AgentId agent) {
        ringing.remove(agent);
    }

    /**
     * The first one wins, whatever comes after.
     *
     * @param within how long the connection may take; absent if no event has told it
     */
    void accept(AgentId agent, Instant at, @Nullable Duration within) {
        if (winner == null) {
            winner = agent;
            acceptedAt = at;
            connects = within;
            ringing.clear();
            ringing.add(agent);
        }
    }

    /** Its caller is dialled: when it ends is up to that call. */
    void dial() {
        dialled = true;
    }

    OfferId id() {
        return id;
    }

    FoldedCaller caller() {
        return caller;
    }

    int number() {
        return number;
    }

    Instant deadline() {
        return deadline;
    }

    /** Who is still asked; who has accepted is the only one. */
    Set<AgentId> ringing() {
        return ringing;
    }

    /** Who has accepted it. */
    @Nullable
    AgentId winner() {
        return winner;
    }

    /**
     * Returns by when it has to end; null if no event tells.
     *
     * @param within how long a connection may take, where no event has told it
     */
    @Nullable
    Instant due(Duration within) {
        if (acceptedAt == null) {
            return deadline;
        }
        return dialled ? null : acceptedAt.plus(connects == null ? within : connects);
    }
}
