/** What the application itself wants to say to callers. */
@NullMarked
package io.callyard.spi.announce;

import org.jspecify.annotations.NullMarked;
