package io.callyard.telephony.telnyx;

import io.callyard.telephony.trials.InboundTrial;

class InboundTest extends InboundTrial {
    InboundTest() {
        super(
                "sip:iris@sip.example.com",
                faults -> new Switchboard(carrier -> carrier.faults(faults), driver -> driver));
    }
}
