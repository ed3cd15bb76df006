package io.callyard.model;

import io.callyard.internal.Checks;

/**
 * Names one account at a carrier, with its own limits; the account's driver is registered under it.
 *
 * @param value 1 to 64 characters, no control characters
 */
public record CarrierAccountId(String value) {
    public CarrierAccountId {
        Checks.id(value, "carrier account id", 64);
    }

    @Override
    public String toString() {
        return value;
    }
}
