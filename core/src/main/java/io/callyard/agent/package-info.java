/** Those who take callers. */
@NullMarked
package io.callyard.agent;

import org.jspecify.annotations.NullMarked;
