/** The reference store: everything in this JVM's memory. */
@NullMarked
package io.callyard.memory;

import org.jspecify.annotations.NullMarked;
