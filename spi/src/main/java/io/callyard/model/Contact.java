package io.callyard.model;

import org.jspecify.annotations.Nullable;

/**
 * One row of a list to be called, as it came in: nothing is checked yet, so that a bad row can be
 * reported by its number and the good ones kept.
 *
 * @param phoneNumber the number, expected in E.164 form
 * @param contactId the person's id in the application's records; a campaign dials each id once
 * @param name the person's name
 * @param agentId the agent that will speak
 * @param data what travels with the call
 * @param priority higher goes first within the campaign
 */
public record Contact(
        @Nullable String phoneNumber,
        @Nullable String contactId,
        @Nullable String name,
        @Nullable String agentId,
        @Nullable String data,
        @Nullable Integer priority) {

    /** A contact with a number and nothing else. */
    public static Contact of(String phoneNumber) {
        return new Contact(phoneNumber, null, null, null, null, null);
    }

    /** Leaves out what is personal: nothing here is checked yet, so nothing can be masked. */
    @Override
    public String toString() {
        return "Contact[" + (contactId == null ? "no id" : "an id of " + contactId.length() + " characters") + "]";
    }
}
