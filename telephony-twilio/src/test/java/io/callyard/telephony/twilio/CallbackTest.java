package io.callyard.telephony.twilio;

import io.callyard.telephony.trials.CallbackTrial;

class CallbackTest extends CallbackTrial {
    CallbackTest() {
        super("client:iris", new Switchboard());
    }
}
