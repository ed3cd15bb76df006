package io.callyard.model;

import java.time.Instant;

/**
 * One policy's verdict on one call, kept with the call.
 *
 * @param policy the policy's name
 * @param verdict what it said
 * @param at when
 */
public record PolicyVerdict(String policy, Verdict verdict, Instant at) {}
