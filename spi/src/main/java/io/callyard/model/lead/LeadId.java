package io.callyard.model.lead;

import io.callyard.internal.Checks;
import io.callyard.model.ContactId;

/**
 * Names a lead in the application's own records; unique among the leads of a tenant.
 *
 * @param value 1 to {@value #MAX} characters, no control characters
 */
public record LeadId(String value) {
    /** The longest id. */
    public static final int MAX = 128;

    private static final String KEY_PREFIX = "lead:";

    public LeadId {
        Checks.id(value, "lead id", MAX);
    }

    /** Returns what the called person is known by in the lead's call. */
    public ContactId contact() {
        return new ContactId(value);
    }

    /** Returns the idempotency key of the lead's call: the lane of leads keeps each key for ever. */
    public String key() {
        return KEY_PREFIX + value;
    }

    /** Returns whether {@code key} is that of a lead's call. */
    public static boolean isKey(String key) {
        return key.startsWith(KEY_PREFIX);
    }

    @Override
    public String toString() {
        return value;
    }
}
