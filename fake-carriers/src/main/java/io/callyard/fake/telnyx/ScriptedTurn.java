package io.callyard.fake.telnyx;

import java.time.Duration;

/**
 * One turn of the conversation that an assistant has with whoever it talks to.
 *
 * @param role who speaks
 * @param text what is said
 * @param after how long after the turn before it, or after the start
 */
public record ScriptedTurn(Role role, String text, Duration after) {
    /** Who speaks. */
    public enum Role {
        /** The person. */
        USER("user"),
        /** The assistant. */
        ASSISTANT("assistant"),
        /** A tool of the assistant's; nobody hears it. */
        TOOL("tool");

        private final String word;

        Role(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }
}
