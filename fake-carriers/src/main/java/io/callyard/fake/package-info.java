/** Carriers that are not there: what their doubles have in common. */
@NullMarked
package io.callyard.fake;

import org.jspecify.annotations.NullMarked;
