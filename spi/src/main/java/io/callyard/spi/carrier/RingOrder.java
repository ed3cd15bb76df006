package io.callyard.spi.carrier;

import io.callyard.model.AgentId;
import io.callyard.model.TenantId;
import io.callyard.model.inbound.CallerId;
import io.callyard.model.inbound.OfferId;
import java.time.Duration;

/**
 * An agent is to be rung.
 *
 * @param tenant whose
 * @param offer for which offer
 * @param caller who is offered
 * @param agent who is rung
 * @param device where: the address in the agent's profile
 * @param atMost how long to let it ring
 */
public record RingOrder(
        TenantId tenant, OfferId offer, CallerId caller, AgentId agent, String device, Duration atMost) {}
