/** Randomized runs of whole installations in virtual time: many seeds, every fault, no invariant broken. */
@NullMarked
package io.callyard.simulation;

import org.jspecify.annotations.NullMarked;
