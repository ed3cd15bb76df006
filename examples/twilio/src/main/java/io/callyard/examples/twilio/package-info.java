/** A small server for an own account at Twilio, with a page that leads from an empty account to the first calls. */
@NullMarked
package io.callyard.examples.twilio;

import org.jspecify.annotations.NullMarked;
