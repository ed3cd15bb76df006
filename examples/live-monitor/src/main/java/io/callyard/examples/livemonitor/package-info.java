/** The demo: one engine in memory or on a database, a simulated carrier, and the live monitor in a browser. */
@NullMarked
package io.callyard.examples.livemonitor;

import org.jspecify.annotations.NullMarked;
