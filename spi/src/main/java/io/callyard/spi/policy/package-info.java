/** Small questions to the application: may this call be made? */
@NullMarked
package io.callyard.spi.policy;

import org.jspecify.annotations.NullMarked;
