/**
 * What live events cost: from an event to the screens of those who watch. Servers run in the program's own process,
 * clients in another one on the same machine. Each program prints one table; {@code --quick} makes a short run of it
 * that shows whether it works, not how fast anything is.
 */
@NullMarked
package io.callyard.benchmarks.live;

import org.jspecify.annotations.NullMarked;
