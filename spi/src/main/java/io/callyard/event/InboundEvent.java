package io.callyard.event;

/** Something that has happened in the inbound queues of a tenant. */
public sealed interface InboundEvent extends Event permits AgentEvent, CallerEvent, OfferEvent, QueueEvent {}
