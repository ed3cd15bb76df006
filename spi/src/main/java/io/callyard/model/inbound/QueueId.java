package io.callyard.model.inbound;

import io.callyard.internal.Checks;

/**
 * Names an inbound queue of a tenant.
 *
 * @param value 1 to 64 characters, no control characters
 */
public record QueueId(String value) implements Comparable<QueueId> {
    public QueueId {
        Checks.id(value, "queue id", 64);
    }

    @Override
    public int compareTo(QueueId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
