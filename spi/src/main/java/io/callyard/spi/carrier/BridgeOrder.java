package io.callyard.spi.carrier;

import io.callyard.model.AgentId;
import io.callyard.model.TenantId;
import io.callyard.model.inbound.CallerId;
import io.callyard.model.inbound.CallerLine;
import io.callyard.model.inbound.OfferId;

/**
 * A person and an agent are to be connected.
 *
 * @param tenant whose
 * @param offer by which offer
 * @param caller who
 * @param line the person's line: his own, or that of the call that called him back
 * @param agent to whom
 * @param device where the agent is: the address in his profile
 */
public record BridgeOrder(
        TenantId tenant, OfferId offer, CallerId caller, CallerLine line, AgentId agent, String device) {}
