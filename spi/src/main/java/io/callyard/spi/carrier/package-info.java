/** The port to whoever makes the telephone calls. */
@NullMarked
package io.callyard.spi.carrier;

import org.jspecify.annotations.NullMarked;
