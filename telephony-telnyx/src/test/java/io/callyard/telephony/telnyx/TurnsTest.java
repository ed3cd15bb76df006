package io.callyard.telephony.telnyx;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.fake.FakeResponse;
import io.callyard.model.ConversationTurn;
import io.callyard.model.ConversationTurn.Speaker;
import io.callyard.spi.carrier.CarrierReport;
import io.callyard.spi.carrier.CarrierReport.Fact;
import io.callyard.telephony.telnyx.CallTag.Mark;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TurnsTest {
    private static final CallTag TAG = new CallTag.Outbound(Bench.CALL, 1, Mark.ANSWERED, "assistant-7");
    private final Bench bench = new Bench();

    /** An event that tells a conversation; each turn as {@code role=text}. */
    private static byte[] history(String id, String type, String... turns) {
        String list = Stream.of(turns)
                .map(turn -> turn.split("=", 2))
                .map(turn -> "{\"role\":\"" + turn[0] + "\",\"content\":" + json(turn[1]) + "}")
                .collect(Collectors.joining(","));
        String body = new String(Bench.body(id, type, TAG, "message_history", "@"), StandardCharsets.UTF_8);
        return body.replace("\"@\"", "[" + list + "]").getBytes(StandardCharsets.UTF_8);
    }

    private static String json(String text) {
        return text.equals("null") ? "null" : "\"" + text + "\"";
    }

    private List<String> turns() {
        return bench.notes.reports.stream()
                .map(CarrierReport::fact)
                .filter(Fact.Turn.class::isInstance)
                .map(fact -> ((Fact.Turn) fact).turn())
                .map(turn -> turn.speaker() + " " + turn.text())
                .toList();
    }

    private List<String> keys() {
        return bench.notes.reports.stream().map(CarrierReport::deduplicationKey).toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "call.ai_gather.message_history_updated",
                "call.ai_gather.ended",
                "call.conversation.updated",
                "call.x"
            })
    void anyEventWithAHistoryTellsTurns(String type) {
        assertThat(bench.deliver(history("e", type, "assistant=Good morning.", "user=Hello?")))
                .isEqualTo(200);

        assertThat(turns()).containsExactly("AGENT Good morning.", "CUSTOMER Hello?");
        assertThat(keys()).containsExactly(Wire.LEG + ":0", Wire.LEG + ":1");
        ConversationTurn first = ((Fact.Turn) bench.notes.reports.get(0).fact()).turn();
        assertThat(first.at()).isEqualTo(Instant.parse("2030-01-01T00:00:00.123456Z"));
    }

    @Test
    void whatWasToldBeforeIsNotToldAgain() {
        bench.deliver(history("1", "call.x", "assistant=A"));
        bench.deliver(history("2", "call.x", "assistant=A", "user=B"));
        bench.deliver(history("1", "call.x", "assistant=A"));
        bench.deliver(history("3", "call.x", "assistant=A", "user=B", "assistant=C"));

        assertThat(turns()).containsExactly("AGENT A", "CUSTOMER B", "AGENT C");
    }

    @Test
    void whatCouldNotBeKeptIsToldAgain() {
        bench.notes.storeIsAway = true;
        assertThat(bench.deliver(history("1", "call.x", "assistant=A"))).isEqualTo(503);

        bench.notes.storeIsAway = false;
        assertThat(bench.deliver(history("1", "call.x", "assistant=A"))).isEqualTo(200);
        assertThat(turns()).containsExactly("AGENT A");
    }

    @Test
    void anotherNodeTellsTheSameTurnsByTheSameKeys() {
        Bench other = new Bench();
        bench.deliver(history("1", "call.x", "assistant=A", "user=B"));
        other.deliver(history("2", "call.x", "assistant=A", "user=B", "assistant=C"));

        assertThat(other.notes.reports.stream().map(CarrierReport::deduplicationKey))
                .startsWith(keys().toArray(new String[0]));
    }

    @Test
    void toolsAndEmptyTextsAreNoTurnsAndTakeNoPlace() {
        bench.deliver(
                history("e", "call.x", "system=Be kind.", "assistant=A", "tool=42", "user= ", "user=null", "user=B"));

        assertThat(turns()).containsExactly("AGENT A", "CUSTOMER B");
        assertThat(keys()).containsExactly(Wire.LEG + ":0", Wire.LEG + ":1");
    }

    @Test
    void aConversationThatIsOverIsReadOnceMoreByTheSameKeys() {
        bench.deliver(history("1", "call.x", "assistant=A"));
        bench.wire
                .then(200, messages(1, 2, "assistant|A|2030-01-01T00:00:01Z", "tool||2030-01-01T00:00:02Z"))
                .then(200, messages(2, 2, "assistant|C|2030-01-01T00:00:09Z", "user|B|2030-01-01T00:00:05Z"));

        bench.told("call.conversation.ended", TAG, "conversation_id", "conv/1");

        assertThat(turns()).containsExactly("AGENT A", "CUSTOMER B", "AGENT C");
        assertThat(keys()).doesNotHaveDuplicates();
        assertThat(bench.wire.sent.get(0).path()).isEqualTo("/v2/ai/conversations/conv%2F1/messages");
        assertThat(bench.wire.sent.get(1).query()).containsEntry("page[number]", "2");
        ConversationTurn second = ((Fact.Turn) bench.notes.reports.get(1).fact()).turn();
        assertThat(second)
                .isEqualTo(new ConversationTurn(Speaker.CUSTOMER, "B", Instant.parse("2030-01-01T00:00:05Z")));
    }

    /** A page of messages; each as role, text and time. */
    static String messages(int page, int pages, String... messages) {
        String data = Stream.of(messages)
                .map(message -> message.split("\\|"))
                .map(parts -> "{\"role\":\"" + parts[0] + "\",\"text\":\"" + parts[1] + "\",\"sent_at\":\"" + parts[2]
                        + "\"}")
                .collect(Collectors.joining(","));
        return "{\"data\":[" + data + "],\"meta\":{\"page_number\":" + page + ",\"total_pages\":" + pages + "}}";
    }

    @Test
    void aPartOfAConversationIsNotTold() {
        bench.wire.then(200, messages(1, 2, "user|B|2030-01-01T00:00:05Z")).then(500, "{}");

        assertThat(bench.told("call.conversation.ended", TAG, "conversation_id", "c"))
                .isEqualTo(200);

        assertThat(turns()).isEmpty();
    }

    @Test
    void aConversationThatIsReadLateIsToldLate() {
        CompletableFuture<FakeResponse> answer = new CompletableFuture<>();
        bench.wire.then(request -> answer);

        assertThat(bench.told("call.conversation.ended", TAG, "conversation_id", "c"))
                .isEqualTo(200);
        answer.complete(FakeResponse.json(200, messages(1, 1, "user|B|2030-01-01T00:00:05Z")));
        bench.scheduler.advance(Duration.ofSeconds(1));

        assertThat(turns()).containsExactly("CUSTOMER B");
    }

    @Test
    void aConversationOfAnotherCallHasOtherKeys() {
        bench.deliver(history("1", "call.x", "assistant=A"));
        byte[] other = new String(history("2", "call.x", "assistant=A"), StandardCharsets.UTF_8)
                .replace(Wire.LEG, "00000000-0000-4000-8000-000000000099")
                .getBytes(StandardCharsets.UTF_8);
        bench.deliver(other);

        assertThat(keys()).doesNotHaveDuplicates().hasSize(2);
    }
}
