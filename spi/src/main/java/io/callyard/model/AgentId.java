package io.callyard.model;

import io.callyard.internal.Checks;

/**
 * Names the person or the program that will speak on a call.
 *
 * @param value 1 to 64 characters, no control characters
 */
public record AgentId(String value) {
    public AgentId {
        Checks.id(value, "agent id", 64);
    }

    @Override
    public String toString() {
        return value;
    }
}
