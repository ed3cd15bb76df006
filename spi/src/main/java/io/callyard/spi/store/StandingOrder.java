package io.callyard.spi.store;

import java.util.List;
import java.util.function.Consumer;

/**
 * An order to claim that is carried out along with a change; see {@link OutboundStore#claimAlong}.
 *
 * @param order who claims, and how much
 * @param taker is given what was claimed, if anything was; must be quick and must not ask the store
 */
public record StandingOrder(ClaimOrder order, Consumer<List<Claimed>> taker) {}
