/**
 * What may happen to callers, agents and offers: pure functions from a value and an instant to the next value and what
 * has happened. Whoever is not in the state for it does not change.
 */
@NullMarked
package io.callyard.machine.inbound;

import org.jspecify.annotations.NullMarked;
