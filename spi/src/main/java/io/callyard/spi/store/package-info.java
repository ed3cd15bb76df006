/** The port that keeps state: calls, campaigns, limits and the event log. */
@NullMarked
package io.callyard.spi.store;

import org.jspecify.annotations.NullMarked;
