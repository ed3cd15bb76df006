/** Simulated inbound queues, and the estimators that one of your own should beat. */
@NullMarked
package io.callyard.testkit.inbound;

import org.jspecify.annotations.NullMarked;
