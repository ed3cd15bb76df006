package io.callyard.fake.telnyx;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An assistant that is to be put on a leg.
 *
 * @param greeting its first words; null: none
 * @param historyUpdates whether the application wants to be told each turn
 * @param partialResults whether the application wants to be told what is known so far
 * @param history what was said before
 */
record AssistantStart(
        String assistantId,
        @Nullable String greeting,
        boolean historyUpdates,
        boolean partialResults,
        List<Map<String, String>> history) {

    /** Reads the body of a command that starts one. */
    static AssistantStart of(Fields body) {
        body.text("voice");
        String id = body.has("assistant") ? id(body) : "";
        if (!body.has("assistant")) {
            body.wrong(Problem.missing("assistant"));
        }
        return new AssistantStart(
                id,
                body.text("greeting"),
                body.flag("send_message_history_updates", false),
                false,
                messages(body, "message_history"));
    }

    /** Reads the {@code assistant} of a dial or an answer; null: there is none. */
    static @Nullable AssistantStart within(Fields body) {
        Fields assistant = body.object("assistant");
        if (assistant == null) {
            return null;
        }
        String greeting = assistant.values().get("greeting") instanceof String text ? text : null;
        boolean updates = Boolean.TRUE.equals(assistant.values().get("send_message_history_updates"));
        return new AssistantStart(id(body), greeting, updates, false, List.of());
    }

    /** Reads a list of messages, each with a role and a content. */
    static List<Map<String, String>> messages(Fields body, String name) {
        List<Map<String, String>> messages = new ArrayList<>();
        for (Object item : body.list(name)) {
            if (item instanceof Map<?, ?> map
                    && map.get("role") instanceof String role
                    && map.get("content") instanceof String content) {
                Map<String, String> message = new LinkedHashMap<>();
                message.put("role", role);
                message.put("content", content);
                messages.add(message);
            } else {
                body.wrong(Problem.invalid(name));
            }
        }
        return messages;
    }

    private static String id(Fields body) {
        Fields assistant = body.object("assistant");
        if (assistant != null && assistant.values().get("id") instanceof String id && !id.isEmpty()) {
            return id;
        }
        body.wrong(Problem.missing("assistant/id"));
        return "";
    }
}
