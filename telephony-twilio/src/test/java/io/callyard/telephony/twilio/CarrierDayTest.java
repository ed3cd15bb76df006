package io.callyard.telephony.twilio;

import io.callyard.telephony.trials.CarrierDayTrial;

/** Whole days at Twilio in which everything goes wrong. */
class CarrierDayTest extends CarrierDayTrial {
    CarrierDayTest() {
        super("Twilio", TwilioDay::new);
    }
}
