/** What makes calls happen: claiming, placing, listening to carriers, asking after silent calls. */
@NullMarked
package io.callyard.dispatch;

import org.jspecify.annotations.NullMarked;
