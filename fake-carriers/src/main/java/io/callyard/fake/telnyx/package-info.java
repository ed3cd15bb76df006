/**
 * A double of the carrier Telnyx: its Call Control API, its webhooks, and the people at the ends of its lines.
 *
 * <p>It has state and time, and is as unforgiving as the carrier: what the carrier refuses is refused here.
 */
@NullMarked
package io.callyard.fake.telnyx;

import org.jspecify.annotations.NullMarked;
