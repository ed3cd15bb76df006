/** Which features are on, and for whom. */
@NullMarked
package io.callyard.spi.feature;

import org.jspecify.annotations.NullMarked;
