package io.callyard.event;

/**
 * Something that has happened to a tenant's calls, campaigns, leads, inbound queues or limits.
 *
 * <p>Events are written in the transaction that makes the change, so that folding a tenant's events
 * gives its state at every sequence number: see {@link LoggedEvent}.
 */
public sealed interface Event permits CallEvent, CampaignEvent, InboundEvent, LeadEvent, LimitsChanged {}
