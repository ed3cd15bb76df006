/** Which callers get which features, how that changes while the engine runs, and when a feature is taken back. */
@NullMarked
package io.callyard.feature;

import org.jspecify.annotations.NullMarked;
