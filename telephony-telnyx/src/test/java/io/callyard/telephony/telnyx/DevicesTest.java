package io.callyard.telephony.telnyx;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DevicesTest {
    @ParameterizedTest
    @CsvSource({
        "+15551234567, true",
        "sip:iris@example.sip.telnyx.com, false",
        "sips:iris.b-1@10.0.0.1:5061, false",
        "sip:gen%2Bcred@sip.telnyx.com;transport=tls, false"
    })
    void numbersAndSipAddressesCanBeRung(String device, boolean isNumber) {
        assertThat(Devices.parse(device)).contains(new Devices.Device(device, isNumber));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "iris",
                "client:iris",
                "15551234567",
                "+15551234567,1234",
                "+1555 1234567",
                "+15551234567\n",
                "sip:iris@example.com,+19005551234",
                "sip:@example.com",
                "sip:iris",
                "sip:iris@",
                "tel:+15551234567",
                "sip:iris@exa mple.com",
                "sip:a,b@example.com",
                "http://example.com",
                "sip:iris@example.com?x=y"
            })
    void nothingElseCan(String device) {
        assertThat(Devices.parse(device)).isEmpty();
    }
}
