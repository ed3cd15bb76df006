/** The inbound queue on many nodes: callers and agents who race each other, and nodes that die in between. */
@NullMarked
package io.callyard.proofs.inbound;

import org.jspecify.annotations.NullMarked;
