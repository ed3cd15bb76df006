/** What can be asked about those who take callers. */
@NullMarked
package io.callyard.spi.agent;

import org.jspecify.annotations.NullMarked;
