/** What the drivers of real carriers share. Not for applications. */
@NullMarked
package io.callyard.telephony.http;

import org.jspecify.annotations.NullMarked;
