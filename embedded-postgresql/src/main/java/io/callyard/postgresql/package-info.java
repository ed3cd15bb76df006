/** A real PostgreSQL started by the JVM that needs it, and a network in between that can be made to fail. */
@NullMarked
package io.callyard.postgresql;

import org.jspecify.annotations.NullMarked;
