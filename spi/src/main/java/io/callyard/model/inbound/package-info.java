/** Callers who wait, the agents who take them, and the rules of a queue: values, without behaviour over time. */
@NullMarked
package io.callyard.model.inbound;

import org.jspecify.annotations.NullMarked;
