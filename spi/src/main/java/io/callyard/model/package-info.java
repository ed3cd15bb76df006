/**
 * The words of Callyard as immutable values: ids, calls, campaigns, limits.
 *
 * <p>Nothing here reads a clock, starts a thread, keeps state or does I/O. What may happen to these
 * values is said in {@code io.callyard.machine}.
 */
@NullMarked
package io.callyard.model;

import org.jspecify.annotations.NullMarked;
