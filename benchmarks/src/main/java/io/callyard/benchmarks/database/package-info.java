/**
 * What the store on PostgreSQL costs, side by side in one run with statements written by hand for
 * nothing else and with job schedulers that do less. Each program prints one table; {@code --quick}
 * makes a short run of it that shows whether it works, not how fast anything is.
 */
@NullMarked
package io.callyard.benchmarks.database;

import org.jspecify.annotations.NullMarked;
