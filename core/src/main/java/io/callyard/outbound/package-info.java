/** Placing calls under limits: the queue, the limits, and why a call waits. */
@NullMarked
package io.callyard.outbound;

import org.jspecify.annotations.NullMarked;
