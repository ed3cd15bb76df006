/** Keeps the tables small: moves calls that are over out of the way, and drops what nobody needs any more. */
@NullMarked
package io.callyard.store.jdbc.upkeep;

import org.jspecify.annotations.NullMarked;
