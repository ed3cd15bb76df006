/**
 * Which caller is put to which agent, and why not to another. Pure: no store, no clock, no thread.
 *
 * <p>{@link io.callyard.routing.Matching} decides over one {@link io.callyard.routing.FloorPlan}, by the order that a
 * queue's {@link io.callyard.routing.RoutingStrategy} gives its agents.
 */
@NullMarked
package io.callyard.routing;

import org.jspecify.annotations.NullMarked;
