package io.callyard.spi.carrier;

import io.callyard.model.AgentId;
import io.callyard.model.TenantId;
import io.callyard.model.inbound.Arrival;
import io.callyard.model.inbound.CallerLine;
import io.callyard.model.inbound.OfferId;

/**
 * Takes what happens on callers' and agents' lines. Duplicates, any order and reports about those who are not known
 * are fine.
 *
 * <p><b>Threads.</b> Safe for many threads. A method returns when what it was told is kept, and throws {@link
 * io.callyard.spi.store.StoreUnavailableException} if it could not be kept: the carrier should report again.
 */
public interface InboundReporter {
    /**
     * Somebody calls.
     *
     * @param arrival names his line. Its id is never used for another: told again after he has gone, nobody comes
     */
    void arrived(TenantId tenant, Arrival arrival);

    /** Somebody pressed a key. */
    void pressed(CallerLine line, char digit);

    /** A person's line is over. */
    void lineEnded(CallerLine line);

    /**
     * An agent takes an offer.
     *
     * @return whether he gets it: false if it is over, or another agent was faster. Told twice, it is true twice
     */
    boolean agentAccepted(OfferId offer, AgentId agent);

    /** An agent does not take an offer, or cannot be rung. */
    void agentDeclined(OfferId offer, AgentId agent, String why);

    /** A person and the agent who took the offer can talk. */
    void connected(OfferId offer);

    /** They cannot: the connection did not come about. */
    void notConnected(OfferId offer, String why);

    /** An agent's line is over, after he took the offer. */
    void agentLineEnded(OfferId offer, AgentId agent);
}
