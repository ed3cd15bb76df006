/**
 * A driver for Twilio's programmable voice: {@link io.callyard.telephony.twilio.TwilioTelephony}.
 *
 * <p>It makes calls, holds callers, rings agents and connects them over Twilio's REST API, and is told by webhooks what
 * happens. It keeps nothing that another node or the next start would need: every address that it gives to Twilio
 * carries whom it is about.
 */
@NullMarked
package io.callyard.telephony.twilio;

import org.jspecify.annotations.NullMarked;
