/** What the values share. Not exported. */
@NullMarked
package io.callyard.internal;

import org.jspecify.annotations.NullMarked;
