package io.callyard.fake.telnyx;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All conversations there are or have been. */
final class Assistants {
    private final Exchange exchange;
    private final Map<String, Conversation> byId = new LinkedHashMap<>();

    Assistants(Exchange exchange) {
        this.exchange = exchange;
    }

    /**
     * Starts a conversation and returns its id.
     *
     * @throws ApiError if one is going on already
     */
    String start(Leg leg, AssistantStart start, Conversation.Kind kind) {
        if (leg.conversation != null) {
            throw ApiError.assistantRunning();
        }
        Conversation conversation = new Conversation(exchange, leg, start, kind);
        byId.put(conversation.id, conversation);
        leg.conversation = conversation;
        if (kind == Conversation.Kind.TALK) {
            exchange.webhooks.emit(leg, "call.conversation.created", Map.of("conversation_id", conversation.id));
        }
        conversation.begin();
        return conversation.id;
    }

    /**
     * Returns the conversation that is going on.
     *
     * @throws ApiError if there is none
     */
    Conversation of(Leg leg) {
        if (leg.conversation == null) {
            throw ApiError.wrongState();
        }
        return leg.conversation;
    }

    /**
     * Returns what has been said in a conversation, going on or over.
     *
     * @throws ApiError if there is none
     */
    List<Map<String, @Nullable Object>> messages(String id) {
        Conversation conversation = byId.get(id);
        if (conversation == null) {
            throw ApiError.notFound();
        }
        return conversation.messages();
    }
}
