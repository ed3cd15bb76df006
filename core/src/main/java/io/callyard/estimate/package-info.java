/** How long a call will wait. Pure: no store, no clock, no thread. */
@NullMarked
package io.callyard.estimate;

import org.jspecify.annotations.NullMarked;
