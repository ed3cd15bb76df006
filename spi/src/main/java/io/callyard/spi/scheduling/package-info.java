/** The port through which the engine gets time, threads and randomness. */
@NullMarked
package io.callyard.spi.scheduling;

import org.jspecify.annotations.NullMarked;
