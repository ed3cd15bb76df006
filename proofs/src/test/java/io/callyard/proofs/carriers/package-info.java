/** What is left of a call when a node dies in the middle of placing it with a real carrier's driver. */
@NullMarked
package io.callyard.proofs.carriers;

import org.jspecify.annotations.NullMarked;
