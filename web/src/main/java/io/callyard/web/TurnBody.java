package io.callyard.web;

import io.callyard.model.CallRequest;
import io.callyard.model.ConversationTurn;
import io.callyard.model.ConversationTurn.Speaker;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;

/**
 * Reads the body of {@code POST /api/calls/{id}/turns}.
 *
 * @param turn what was said
 * @param key the same on each repetition
 */
record TurnBody(ConversationTurn turn, String key) {
    private static final Set<String> FIELDS = Set.of("speaker", "text", "at", "key");

    /**
     * Returns the turn.
     *
     * @param now when it was said, if it does not say so
     */
    static TurnBody read(Exchange exchange, Instant now) {
        JsonFields fields = exchange.fields(FIELDS);
        Speaker speaker = fields.word("speaker", Speaker.class);
        if (speaker == null) {
            fields.error("speaker", "is needed");
        }
        String text = fields.required("text", TurnBody::words);
        String key = fields.required("key", TurnBody::key);
        Instant at = fields.instant("at");
        fields.check();
        try {
            return new TurnBody(
                    new ConversationTurn(
                            Objects.requireNonNull(speaker), Objects.requireNonNull(text), at == null ? now : at),
                    Objects.requireNonNull(key));
        } catch (IllegalArgumentException e) {
            throw Problem.malformed(String.valueOf(e.getMessage()));
        }
    }

    private static String words(String text) {
        if (text.isBlank() || text.length() > ConversationTurn.MAX_TEXT) {
            throw new IllegalArgumentException("must have 1 to " + ConversationTurn.MAX_TEXT + " characters");
        }
        return text;
    }

    private static String key(String text) {
        if (text.isBlank() || text.length() > CallRequest.MAX_KEY) {
            throw new IllegalArgumentException("must have 1 to " + CallRequest.MAX_KEY + " characters");
        }
        return text;
    }
}
