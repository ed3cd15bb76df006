/** Callers who wait for an agent: the queue, what it answers, and how it behaves. */
@NullMarked
package io.callyard.inbound;

import org.jspecify.annotations.NullMarked;
