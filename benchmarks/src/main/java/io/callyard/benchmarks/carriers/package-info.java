/** What the drivers of real carriers cost. */
@NullMarked
package io.callyard.benchmarks.carriers;

import org.jspecify.annotations.NullMarked;
