package io.callyard.fake.telnyx;

import io.callyard.fake.telnyx.Command.Effect;
import java.util.List;
import java.util.Map;

/** Commands that have assistants talk. */
final class AssistantCommands {
    private final Exchange exchange;

    AssistantCommands(Exchange exchange) {
        this.exchange = exchange;
    }

    Map<String, Command> all() {
        return Map.of(
                "ai_assistant_start", Command.onceAnswered(this::start),
                "ai_assistant_stop", Command.onceAnswered(this::stop),
                "ai_assistant_add_messages", Command.onceAnswered(this::addMessages),
                "gather_using_ai", Command.onceAnswered(this::gather));
    }

    private Effect start(Leg leg, Fields body) {
        AssistantStart start = AssistantStart.of(body);
        return () -> conversation(exchange.assistants.start(leg, start, Conversation.Kind.TALK));
    }

    private Effect gather(Leg leg, Fields body) {
        if (body.object("parameters") == null) {
            body.wrong(Problem.missing("parameters"));
        }
        AssistantStart start = new AssistantStart(
                "",
                body.text("greeting"),
                body.flag("send_message_history_updates", false),
                body.flag("send_partial_results", false),
                AssistantStart.messages(body, "message_history"));
        return () -> conversation(exchange.assistants.start(leg, start, Conversation.Kind.GATHER));
    }

    private Effect stop(Leg leg, Fields body) {
        return Command.doing(() -> exchange.assistants.of(leg).end("stopped"));
    }

    private Effect addMessages(Leg leg, Fields body) {
        List<Map<String, String>> messages = AssistantStart.messages(body, "messages");
        return Command.doing(() -> exchange.assistants.of(leg).add(messages));
    }

    private static Map<String, String> conversation(String id) {
        return Map.of("conversation_id", id);
    }
}
