/** The front door: {@link io.callyard.Callyard} wires a store, carriers and the application's policies. */
@NullMarked
package io.callyard;

import org.jspecify.annotations.NullMarked;
