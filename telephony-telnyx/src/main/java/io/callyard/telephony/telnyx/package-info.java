/** The driver of the carrier Telnyx, by its Call Control API, version 2. */
@NullMarked
package io.callyard.telephony.telnyx;

import org.jspecify.annotations.NullMarked;
