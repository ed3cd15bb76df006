package io.callyard.telephony.telnyx;

import io.callyard.telephony.trials.CallbackTrial;

class CallbackTest extends CallbackTrial {
    CallbackTest() {
        super("sip:iris@sip.example.com", new Switchboard());
    }
}
