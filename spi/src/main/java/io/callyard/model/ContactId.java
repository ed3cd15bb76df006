package io.callyard.model;

import io.callyard.internal.Checks;

/**
 * Names the called person in the application's own records.
 *
 * @param value 1 to 128 characters, no control characters
 */
public record ContactId(String value) {
    public ContactId {
        Checks.id(value, "contact id", 128);
    }

    @Override
    public String toString() {
        return value;
    }
}
