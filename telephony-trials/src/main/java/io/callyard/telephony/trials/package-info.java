/**
 * What every carrier's driver is put through: callers and agents, whole days in which everything goes wrong, damaged
 * webhooks, the carrier's own description of its API. Each driver's tests bring the carrier.
 */
@NullMarked
package io.callyard.telephony.trials;

import org.jspecify.annotations.NullMarked;
