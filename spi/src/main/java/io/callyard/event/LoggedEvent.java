package io.callyard.event;

import io.callyard.model.TenantId;
import java.time.Instant;

/**
 * An event at its place in a tenant's log.
 *
 * @param tenant whose log
 * @param seq the number: 1, 2, 3… without gaps, in the order in which the changes took effect
 * @param at when, by the store's clock
 * @param event what happened
 */
public record LoggedEvent(TenantId tenant, long seq, Instant at, Event event) {}
