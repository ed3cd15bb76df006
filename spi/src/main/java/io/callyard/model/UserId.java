package io.callyard.model;

import io.callyard.internal.Checks;

/**
 * Names the person who asked for a call and whose screens hear of it.
 *
 * @param value 1 to 64 characters, no control characters
 */
public record UserId(String value) {
    public UserId {
        Checks.id(value, "user id", 64);
    }

    @Override
    public String toString() {
        return value;
    }
}
