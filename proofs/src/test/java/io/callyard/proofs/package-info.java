/** Many nodes on one database, killed, frozen and cut off, and many threads that want the same slots. */
@NullMarked
package io.callyard.proofs;

import org.jspecify.annotations.NullMarked;
