package io.callyard.agent;

import io.callyard.model.AgentId;
import io.callyard.model.TenantId;
import io.callyard.model.inbound.Agent;
import io.callyard.model.inbound.AgentProfile;
import io.callyard.model.inbound.CallerId;
import io.callyard.model.inbound.Offer;
import io.callyard.model.inbound.OfferId;
import io.callyard.model.inbound.Presence;
import java.util.List;
import java.util.Optional;

/**
 * Those who take callers: what they can do, whether they are there, and what they say to offers.
 *
 * <p>An answer of {@code false} means that it came too late or does not fit: the offer is over, somebody else was
 * first, the caller has gone. Nothing changed then.
 *
 * <p><b>Threads.</b> Safe for many threads.
 *
 * <p><b>Errors.</b> {@link UnknownAgentException} for somebody who is not registered; {@link
 * io.callyard.spi.store.StoreUnavailableException} if the store does not answer: the change may have been made then.
 */
public interface AgentRegistry {

    /** Makes somebody known, OFFLINE at first, or changes what he can do; his calls go on. */
    Agent register(TenantId tenant, AgentId agent, AgentProfile profile);

    /** An agent chooses to be something. Calls that he has go on; an open offer to somebody who leaves goes elsewhere. */
    Agent setPresence(TenantId tenant, AgentId agent, Presence presence);

    /** A sign of life, due every 30 s. Who was taken for gone is again what he was. */
    Agent heartbeat(TenantId tenant, AgentId agent);

    /** An agent takes an offer. Of several the first wins. */
    boolean accept(TenantId tenant, OfferId offer, AgentId agent);

    /** An agent does not take an offer, or cannot be rung: the next one is asked. */
    boolean reject(TenantId tenant, OfferId offer, AgentId agent, String why);

    /** They talk. For applications that connect callers themselves; a carrier driver reports it otherwise. */
    boolean connected(TenantId tenant, OfferId offer);

    /** The connection did not come about: the caller waits again, at his place. */
    boolean notConnected(TenantId tenant, OfferId offer, String why);

    /** An agent is done talking to a caller. */
    boolean finish(TenantId tenant, AgentId agent, CallerId caller);

    /** An agent is done with the work after a call, before its time. */
    boolean wrappedUp(TenantId tenant, AgentId agent);

    /** Finds an agent. */
    Optional<AgentView> find(TenantId tenant, AgentId agent);

    /** Returns all agents by their ids. */
    List<AgentView> agents(TenantId tenant);

    /** Finds an offer, with the decision that led to it. */
    Optional<Offer> offer(TenantId tenant, OfferId offer);

    /** Returns the offers that are not over. */
    List<Offer> openOffers(TenantId tenant);
}
