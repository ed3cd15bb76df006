package io.callyard.telephony.telnyx;

import io.callyard.telephony.trials.CarrierDayTrial;

/** Whole days at Telnyx in which everything goes wrong. */
class CarrierDayTest extends CarrierDayTrial {
    CarrierDayTest() {
        super("Telnyx", TelnyxDay::new);
    }
}
