/** A small server for an own account at Telnyx, with a page that leads from an empty account to the first calls. */
@NullMarked
package io.callyard.examples.telnyx;

import org.jspecify.annotations.NullMarked;
