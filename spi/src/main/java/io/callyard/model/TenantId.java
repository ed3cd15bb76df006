package io.callyard.model;

import io.callyard.internal.Checks;

/**
 * Names one customer of the embedding application, whose calls and limits nobody else sees.
 *
 * @param value 1 to 64 characters, no control characters
 */
public record TenantId(String value) {
    public TenantId {
        Checks.id(value, "tenant id", 64);
    }

    @Override
    public String toString() {
        return value;
    }
}
