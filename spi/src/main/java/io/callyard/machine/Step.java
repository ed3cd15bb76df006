package io.callyard.machine;

import java.time.Instant;

/**
 * What a store tells a state machine about the moment in which a change happens.
 *
 * @param now the store's time
 * @param nextPosition the place that a call joining the tenant's queue would get; a store moves on
 *     to the next number when the new state carries it
 */
public record Step(Instant now, long nextPosition) {}
