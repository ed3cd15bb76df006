/** Leads on many nodes: pages that say the same again and again, and nodes that die while they listen. */
@NullMarked
package io.callyard.proofs.leads;

import org.jspecify.annotations.NullMarked;
