/** Who asks, and what that lets them see. */
@NullMarked
package io.callyard.spi.security;

import org.jspecify.annotations.NullMarked;
