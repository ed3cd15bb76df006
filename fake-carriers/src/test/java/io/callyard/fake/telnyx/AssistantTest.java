package io.callyard.fake.telnyx;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.fake.telnyx.ScriptedTurn.Role;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AssistantTest {
    private static final List<ScriptedTurn> SCRIPT = List.of(
            new ScriptedTurn(Role.USER, "Who is there?", Duration.ofSeconds(2)),
            new ScriptedTurn(Role.TOOL, "looked up", Duration.ofSeconds(1)),
            new ScriptedTurn(Role.ASSISTANT, "0123456789", Duration.ofSeconds(2)));
    private static final Map<String, ?> ASSISTANT = Map.of("id", "assistant-1");

    @Test
    void aConversationGrowsTurnByTurnAndEndsWithAHangUp() {
        Bench bench = new Bench(builder -> builder.script(SCRIPT));
        FakeLine line = bench.answeredCaller(Bench.ALICE);
        String conversation =
                String.valueOf(start(bench, line, "greeting", "Hello!", "send_message_history_updates", true)
                        .data("conversation_id"));
        bench.pass(60);

        String history = "call.ai_gather.message_history_updated";
        assertThat(bench.types(line.callControlId()))
                .containsExactly(
                        "call.initiated",
                        "call.answered",
                        "call.conversation.created",
                        history,
                        history,
                        history,
                        history,
                        "call.conversation.ended",
                        "call.hangup");
        assertThat(bench.last(line.callControlId(), history).payload("message_history"))
                .isEqualTo(List.of(
                        Map.of("role", "assistant", "content", "Hello!"),
                        Map.of("role", "user", "content", "Who is there?"),
                        Map.of("role", "assistant", "content", "0123456789")));
        Bench.Sent ended = bench.last(line.callControlId(), "call.conversation.ended");
        assertThat(ended.payload("conversation_id")).isEqualTo(conversation);
        assertThat(ended.payload("assistant_id")).isEqualTo("assistant-1");
        assertThat(ended.payload("duration_sec")).isEqualTo(5L);
        assertThat(line.heard()).extracting(Heard::what).containsExactly("Hello!", "0123456789");

        Bench.Reply messages = bench.get("/v2/ai/conversations/" + conversation + "/messages?page%5Bsize%5D=3");
        assertThat(messages.items()).extracting(item -> item.get("role")).containsExactly("assistant", "user", "tool");
        assertThat(messages.items()).extracting(item -> item.get("text")).contains("Who is there?");
        assertThat(Bench.valueAt(messages.json(), "meta", "total_pages")).isEqualTo(2L);
        assertThat(bench.get("/v2/ai/conversations/" + conversation + "/messages?page%5Bsize%5D=3&page%5Bnumber%5D=2")
                        .items())
                .extracting(item -> item.get("text"))
                .containsExactly("0123456789");
        assertThat(bench.get("/v2/ai/conversations/none/messages").status()).isEqualTo(404);
    }

    @Test
    void whoIsNotAskedToTellTheTurnsDoesNot() {
        Bench bench = new Bench(builder -> builder.script(SCRIPT).assistantHangsUp(false));
        FakeLine line = bench.answeredCaller(Bench.ALICE);
        start(bench, line);
        bench.pass(60);

        assertThat(bench.types(line.callControlId()))
                .containsExactly(
                        "call.initiated", "call.answered", "call.conversation.created", "call.conversation.ended");
        assertThat(line.isOver()).isFalse();
    }

    @Test
    void theEventOfTheTurnsMayHaveAnotherName() {
        Bench bench = new Bench(builder -> builder.script(SCRIPT).historyEvent("call.conversation.updated"));
        FakeLine line = bench.answeredCaller(Bench.ALICE);
        start(bench, line, "send_message_history_updates", true);
        bench.pass(60);

        assertThat(bench.types(line.callControlId())).contains("call.conversation.updated");
    }

    @Test
    void aHangUpEndsTheConversation() {
        Bench bench = new Bench(builder -> builder.script(SCRIPT));
        FakeLine line = bench.answeredCaller(Bench.ALICE);
        start(bench, line);
        bench.pass(2.5);
        line.hangUp();
        bench.pass(60);

        assertThat(bench.types(line.callControlId())).endsWith("call.conversation.ended", "call.hangup");
        assertThat(bench.last(line.callControlId(), "call.conversation.ended").payload("duration_sec"))
                .isEqualTo(2L);
    }

    @Test
    void thereIsOneAssistantAtATime() {
        Bench bench = new Bench();
        FakeLine line = bench.answeredCaller(Bench.ALICE);
        assertThat(bench.command(line.callControlId(), "ai_assistant_stop").code())
                .isEqualTo("90019");
        String conversation = String.valueOf(start(bench, line).data("conversation_id"));
        assertThat(start(bench, line).code()).isEqualTo("90061");
        assertThat(bench.command(line.callControlId(), "ai_assistant_start").code())
                .isEqualTo("10004");
        bench.command(
                line.callControlId(),
                "ai_assistant_add_messages",
                "messages",
                List.of(Map.of("role", "user", "content", "I am a member.")));
        assertThat(bench.get("/v2/ai/conversations/" + conversation + "/messages")
                        .items())
                .extracting(item -> item.get("text"))
                .containsExactly("I am a member.");
        assertThat(bench.command(line.callControlId(), "ai_assistant_stop").status())
                .isEqualTo(200);
        assertThat(start(bench, line).status()).isEqualTo(200);
    }

    @Test
    void aDialCanBringItsAssistant() {
        Bench bench = new Bench(builder -> builder.script(SCRIPT));
        String id = bench.dial(Bench.ALICE, "assistant", ASSISTANT).id();
        bench.pass(60);

        assertThat(bench.types(id))
                .containsExactly(
                        "call.initiated",
                        "call.answered",
                        "call.conversation.created",
                        "call.conversation.ended",
                        "call.hangup");
    }

    @Test
    void anAssistantCanFindOutWhatIsToBeKnown() {
        Bench bench = new Bench(builder -> builder.script(SCRIPT));
        FakeLine line = bench.answeredCaller(Bench.ALICE);
        assertThat(bench.command(line.callControlId(), "gather_using_ai").code())
                .isEqualTo("10004");
        assertThat(bench.command(
                                line.callControlId(),
                                "gather_using_ai",
                                "parameters",
                                Map.of("type", "object"),
                                "send_message_history_updates",
                                true,
                                "send_partial_results",
                                true)
                        .data("conversation_id"))
                .isNotNull();
        bench.pass(60);

        Bench.Sent ended = bench.last(line.callControlId(), "call.ai_gather.ended");
        assertThat(ended.payload("status")).isEqualTo("valid");
        assertThat((List<?>) ended.payload("message_history")).hasSize(2);
        assertThat(bench.types(line.callControlId()))
                .filteredOn("call.ai_gather.partial_results"::equals)
                .hasSize(3);
        assertThat(line.isOver()).isFalse();
    }

    @Test
    void eventsComeThatNobodyNeedsIfTheyAreWanted() {
        Bench bench = new Bench(builder -> builder.script(SCRIPT).sideEvents(true));
        FakeLine line = bench.answeredCaller(Bench.ALICE);
        start(bench, line);
        bench.pass(60);

        assertThat(bench.types(line.callControlId()))
                .endsWith(
                        "call.conversation.ended", "call.conversation_insights.generated", "call.hangup", "call.cost");
    }

    private static Bench.Reply start(Bench bench, FakeLine line, Object... more) {
        Object[] fields = new Object[more.length + 2];
        fields[0] = "assistant";
        fields[1] = ASSISTANT;
        System.arraycopy(more, 0, fields, 2, more.length);
        return bench.command(line.callControlId(), "ai_assistant_start", fields);
    }
}
