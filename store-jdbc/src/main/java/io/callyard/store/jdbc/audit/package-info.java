/** Looks for contradictions in the tables. */
@NullMarked
package io.callyard.store.jdbc.audit;

import org.jspecify.annotations.NullMarked;
