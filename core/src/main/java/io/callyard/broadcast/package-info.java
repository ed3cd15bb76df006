/** Following what happens, live, from any point. */
@NullMarked
package io.callyard.broadcast;

import org.jspecify.annotations.NullMarked;
