/**
 * What the engine costs: JMH benchmarks, and programs for what JMH cannot measure. The figures stand in
 * {@code docs/performance.md} with the commands that show them again.
 */
@NullMarked
package io.callyard.benchmarks;

import org.jspecify.annotations.NullMarked;
