package io.callyard.audit;

import io.callyard.model.AgentId;
import io.callyard.model.inbound.CallerId;
import io.callyard.model.inbound.CallerState;
import io.callyard.model.inbound.LeaveReason;
import java.util.List;
import java.util.Optional;

/**
 * What the events of a tenant's inbound queues add up to, as of the newest event that the audit has taken.
 *
 * <p><b>Threads.</b> As the audit: one at a time.
 */
public final class InboundView {
    private final InboundFold fold;

    InboundView(InboundFold fold) {
        this.fold = fold;
    }

    /** Returns who has not left, in the order in which they came into the log. */
    public List<CallerId> callers() {
        return fold.callers().stream().map(FoldedCaller::id).toList();
    }

    /** Returns where a caller is: ENDED once he has left; empty if he is not known, or forgotten. */
    public Optional<CallerState> state(CallerId caller) {
        FoldedCaller here = fold.caller(caller);
        return here == null ? leaving(caller).map(reason -> CallerState.ENDED) : Optional.of(here.state());
    }

    /** Returns how a caller left, if he has and is not forgotten. */
    public Optional<LeaveReason> leaving(CallerId caller) {
        return Optional.ofNullable(fold.leaving(caller));
    }

    /** Returns how many offers are not over. */
    public int openOffers() {
        return fold.offers().size();
    }

    /** Returns how many callers take up an agent's capacity: are offered to him, dialled for him or talk to him. */
    public int engaged(AgentId agent) {
        FoldedAgent known = fold.agent(agent);
        return known == null ? 0 : known.engaged().size();
    }

    /** Returns how far offers were made in the order of the line. */
    public OfferOrder order() {
        return fold.order();
    }
}
