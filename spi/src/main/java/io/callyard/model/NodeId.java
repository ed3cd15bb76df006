package io.callyard.model;

import io.callyard.internal.Checks;

/**
 * Names one running engine. Only shown to operators: no decision depends on it.
 *
 * @param value 1 to 64 characters, no control characters
 */
public record NodeId(String value) {
    public NodeId {
        Checks.id(value, "node id", 64);
    }

    @Override
    public String toString() {
        return value;
    }
}
