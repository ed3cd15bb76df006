/**
 * What may happen to a call and to a campaign, written once, as pure functions.
 *
 * <p>A store locks a row, applies one of these functions, saves the state, appends the events and
 * commits: see {@link io.callyard.spi.store.OutboundStore}. Nothing here reads a clock, does I/O or
 * keeps state, so every store behaves alike.
 */
@NullMarked
package io.callyard.machine;

import org.jspecify.annotations.NullMarked;
