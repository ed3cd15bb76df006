package io.callyard.model;

import io.callyard.internal.Checks;

/**
 * Names a call at the carrier, in the carrier's own words.
 *
 * @param value 1 to 256 characters, no control characters
 */
public record CarrierCallId(String value) {
    public CarrierCallId {
        Checks.id(value, "carrier call id", 256);
    }

    @Override
    public String toString() {
        return value;
    }
}
