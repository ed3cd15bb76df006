/** Callers who wait without an open line. */
@NullMarked
package io.callyard.callback;

import org.jspecify.annotations.NullMarked;
