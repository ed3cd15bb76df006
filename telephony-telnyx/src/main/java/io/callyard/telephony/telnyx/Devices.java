package io.callyard.telephony.telnyx;

import io.callyard.model.PhoneNumber;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where agents can be rung: at telephone numbers and SIP addresses. */
final class Devices {
    /** Without a comma: to this carrier it is where an address ends and tones begin. */
    private static final Pattern SIP =
            Pattern.compile("sips?:[A-Za-z0-9_.!~*'()&=+$%-]{1,64}@[A-Za-z0-9.:_-]{1,128}(;[A-Za-z0-9=.;_-]{1,64})?");

    private Devices() {}

    /**
     * A device.
     *
     * @param address what is dialled
     * @param isNumber whether it is a telephone number
     */
    record Device(String address, boolean isNumber) {}

    /** Reads a device; empty if it is neither a number nor a SIP address. */
    static Optional<Device> parse(String text) {
        if (SIP.matcher(text).matches()) {
            return Optional.of(new Device(text, false));
        }
        try {
            return Optional.of(new Device(PhoneNumber.parse(text).e164(), true));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
