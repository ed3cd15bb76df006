package io.callyard.fake.telnyx;

import io.callyard.fake.telnyx.ScriptedTurn.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an assistant and a person say to each other, from a script. */
final class Conversation {
    final String id;
    private final Exchange exchange;
    private final Leg leg;
    private final AssistantStart start;
    private final Kind kind;
    private final List<ScriptedTurn> script;
    private final List<Message> messages = new ArrayList<>();
    private final Instant startedAt;
    private boolean over;

    /** What it is for. */
    enum Kind {
        /** To talk. */
        TALK,
        /** To find out what the application wants to know. */
        GATHER
    }

    /** What has been said. */
    private record Message(String role, String text, Instant at) {
        Map<String, @Nullable Object> toJson() {
            Map<String, @Nullable Object> json = new LinkedHashMap<>();
            json.put("role", role);
            json.put("text", text);
            json.put("created_at", Event.time(at));
            json.put("sent_at", Event.time(at));
            return json;
        }
    }

    Conversation(Exchange exchange, Leg leg, AssistantStart start, Kind kind) {
        this.exchange = exchange;
        this.leg = leg;
        this.start = start;
        this.kind = kind;
        this.id = exchange.clock.newId();
        this.startedAt = exchange.clock.now();
        this.script = exchange.settings.talking().scripts().apply(leg.person());
    }

    void begin() {
        add(start.history());
        if (start.greeting() != null) {
            say(Role.ASSISTANT, start.greeting());
        }
        next(0);
    }

    List<Map<String, @Nullable Object>> messages() {
        return messages.stream().map(Message::toJson).toList();
    }

    /** Adds what nobody has said aloud. */
    void add(List<Map<String, String>> more) {
        more.forEach(message -> messages.add(new Message(
                message.getOrDefault("role", ""), message.getOrDefault("content", ""), exchange.clock.now())));
    }

    /** It is over: the application has stopped it, the call has ended, or all is said. */
    void end(String reason) {
        if (over) {
            return;
        }
        over = true;
        leg.conversation = null;
        Map<String, @Nullable Object> details = new LinkedHashMap<>();
        if (kind == Kind.GATHER) {
            details.put("status", reason.equals("completed") ? "valid" : "invalid");
            details.put("result", Map.of());
            details.put("message_history", history());
            exchange.webhooks.emit(leg, "call.ai_gather.ended", details);
            return;
        }
        details.put("assistant_id", start.assistantId());
        details.put("conversation_id", id);
        details.put("calling_party_type", leg.person().startsWith("+") ? "pstn" : "sip");
        details.put(
                "duration_sec",
                Duration.between(startedAt, exchange.clock.now()).toSeconds());
        details.put("reason", reason);
        details.put("llm_model", "scripted");
        details.put("stt_model", "scripted");
        details.put("tts_provider", "scripted");
        details.put("tts_model_id", "scripted");
        details.put("tts_voice_id", "scripted");
        exchange.webhooks.emit(leg, "call.conversation.ended", details);
        if (exchange.settings.sideEvents()) {
            exchange.webhooks.emitWithoutNumbers(
                    leg, "call.conversation_insights.generated", Map.of("insight_group_id", id, "results", List.of()));
        }
    }

    private void next(int turn) {
        if (turn < script.size()) {
            ScriptedTurn said = script.get(turn);
            leg.after(said.after(), () -> {
                if (!over) {
                    say(said.role(), said.text());
                    next(turn + 1);
                }
            });
        } else if (turn > 0) {
            Duration speaking = AudioItem.speech(script.get(turn - 1).text(), 1).roundLength();
            leg.after(speaking, this::allSaid);
        }
    }

    private void allSaid() {
        if (!over) {
            end("completed");
            if (kind == Kind.TALK && exchange.settings.talking().hangsUp()) {
                exchange.hangups.byApplication(leg);
            }
        }
    }

    private void say(Role role, String text) {
        messages.add(new Message(role.word(), text, exchange.clock.now()));
        if (role == Role.ASSISTANT) {
            leg.hears(Heard.Kind.SPEECH, text);
        }
        if (start.historyUpdates()) {
            String type = kind == Kind.GATHER
                    ? "call.ai_gather.message_history_updated"
                    : exchange.settings.talking().historyEvent();
            exchange.webhooks.emit(leg, type, Map.of("message_history", history()));
        }
        if (kind == Kind.GATHER && start.partialResults()) {
            Map<String, ?> details = Map.of("partial_results", Map.of(), "message_history", history());
            exchange.webhooks.emit(leg, "call.ai_gather.partial_results", details);
        }
    }

    /** Only what the person and the assistant have said. */
    private List<Map<String, String>> history() {
        List<Map<String, String>> history = new ArrayList<>();
        for (Message message : messages) {
            if (message.role().equals("user") || message.role().equals("assistant")) {
                Map<String, String> entry = new LinkedHashMap<>();
                entry.put("role", message.role());
                entry.put("content", message.text());
                history.add(entry);
            }
        }
        return history;
    }
}
