package io.callyard.model;

import java.time.Instant;

/**
 * How and when a call ended.
 *
 * @param outcome the neutral word
 * @param cause whose word it was and what it said
 * @param at when
 */
public record Ending(Outcome outcome, CarrierCause cause, Instant at) {}
