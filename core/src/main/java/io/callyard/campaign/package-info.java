/** Calling a list, one at a time or several at a time. */
@NullMarked
package io.callyard.campaign;

import org.jspecify.annotations.NullMarked;
