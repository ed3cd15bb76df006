package io.callyard.fake.telnyx;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.fake.Party;
import io.callyard.fake.telnyx.CallSnapshot.Direction;
import io.callyard.fake.telnyx.CallSnapshot.State;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IncomingTest {
    private static final Party CALLER = Party.answering(Duration.ZERO, Party.FOR_EVER);

    @Test
    void whoCallsIsParkedUntilHeIsAnswered() {
        Bench bench = new Bench();
        FakeLine line = bench.fake.incoming(Bench.ALICE, Bench.OURS, CALLER);
        bench.pass(1);
        Bench.Sent initiated = bench.last(line.callControlId(), "call.initiated");
        assertThat(initiated.payload("direction")).isEqualTo("incoming");
        assertThat(initiated.payload("state")).isEqualTo("parked");
        assertThat(initiated.payload("client_state")).isNull();
        assertThat(initiated.payload("from")).isEqualTo(Bench.ALICE);
        assertThat(line.state()).isEqualTo(State.RINGING);

        assertThat(bench.command(line.callControlId(), "answer", "client_state", "aGVsbG8=")
                        .status())
                .isEqualTo(200);
        bench.pass(60);
        assertThat(bench.types(line.callControlId())).containsExactly("call.initiated", "call.answered");
        assertThat(bench.last(line.callControlId(), "call.answered").payload("client_state"))
                .isEqualTo("aGVsbG8=");
        assertThat(bench.fake.calls()).singleElement().satisfies(call -> {
            assertThat(call.direction()).isEqualTo(Direction.INCOMING);
            assertThat(call.state()).isEqualTo(State.ANSWERED);
            assertThat(call.clientState()).contains("aGVsbG8=");
            assertThat(call.toString()).doesNotContain("1500555");
        });
        assertThat(bench.command(line.callControlId(), "answer").code()).isEqualTo("90019");
    }

    @Test
    void whomNobodyCommandsIsHungUp() {
        Bench bench = new Bench();
        FakeLine line = bench.fake.incoming(Bench.ALICE, Bench.OURS, CALLER);
        bench.pass(29.9);
        assertThat(line.isOver()).isFalse();
        bench.pass(0.1);
        assertThat(line.isOver()).isTrue();
        assertThat(bench.types(line.callControlId())).containsExactly("call.initiated", "call.hangup");
    }

    @Test
    void whoGivesUpBeforeTheAnswerIsTheOneWhoCanceled() {
        Bench bench = new Bench();
        FakeLine line = bench.fake.incoming(Bench.ALICE, Bench.OURS, CALLER);
        line.hangUp();
        bench.pass(0);

        assertThat(bench.last(line.callControlId(), "call.hangup").payload("hangup_cause"))
                .isEqualTo("originator_cancel");
        assertThat(bench.last(line.callControlId(), "call.hangup").payload("hangup_source"))
                .isEqualTo("caller");
    }

    @ParameterizedTest
    @CsvSource({"CALL_REJECTED, call_rejected", "USER_BUSY, user_busy"})
    void aCallCanBeRejected(String cause, String word) {
        Bench bench = new Bench();
        FakeLine line = bench.fake.incoming(Bench.ALICE, Bench.OURS, CALLER);
        assertThat(bench.command(line.callControlId(), "reject").code()).isEqualTo("10004");
        assertThat(bench.command(line.callControlId(), "reject", "cause", "BORED")
                        .code())
                .isEqualTo("10028");
        assertThat(bench.command(line.callControlId(), "reject", "cause", cause).status())
                .isEqualTo(200);
        bench.pass(0);

        assertThat(bench.last(line.callControlId(), "call.hangup").payload("hangup_cause"))
                .isEqualTo(word);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "speak",
                "playback_start",
                "playback_stop",
                "gather",
                "gather_using_speak",
                "gather_using_audio",
                "enqueue",
                "leave_queue",
                "send_dtmf",
                "ai_assistant_start",
                "ai_assistant_stop",
                "transfer",
                "bridge",
                "gather_using_ai"
            })
    void whoIsNotAnsweredTakesNoSuchCommand(String command) {
        Bench bench = new Bench();
        String other = bench.answeredCaller(Bench.BOB).callControlId();
        FakeLine line = bench.fake.incoming(Bench.ALICE, Bench.OURS, CALLER);
        assertThat(full(bench, line, command, other).code()).isEqualTo("90034");
        bench.command(line.callControlId(), "answer");
        assertThat(full(bench, line, command, other).code()).isNotEqualTo("90034");
        bench.command(line.callControlId(), "hangup");
        Bench.Reply afterwards = full(bench, line, command, other);
        assertThat(afterwards.code()).isEqualTo("90018");
        assertThat(afterwards.status()).isEqualTo(422);
    }

    @Test
    void aCommandToWhatIsNoCallControlIdIsRefusedAsSuch() {
        Bench bench = new Bench();
        FakeLine line = bench.answeredCaller(Bench.ALICE);
        String leg =
                String.valueOf(bench.get("/v2/calls/" + line.callControlId()).data("call_leg_id"));

        assertThat(bench.command(leg, "hangup").code()).isEqualTo("90015");
        assertThat(bench.command("v3:nobody", "hangup").status()).isEqualTo(404);
        assertThat(bench.command(line.callControlId(), "explode").status()).isEqualTo(404);
    }

    @Test
    void keysArePressedOnlyOnALiveLine() {
        Bench bench = new Bench(builder -> builder.parties(address ->
                Party.answering(Duration.ofSeconds(1), Party.FOR_EVER).pressing(Duration.ofSeconds(2), '1')));
        FakeLine line = bench.fake.incoming(Bench.ALICE, Bench.OURS, CALLER.pressing(Duration.ofSeconds(5), '7'));
        line.press('9');
        bench.command(line.callControlId(), "answer");
        line.press('*');
        bench.pass(10);
        String agent = bench.dial(Bench.BOB).id();
        bench.pass(10);

        assertThat(bench.events(line.callControlId()).stream()
                        .filter(event -> event.type().equals("call.dtmf.received"))
                        .map(event -> event.payload("digit")))
                .containsExactly("*", "7");
        assertThat(bench.last(agent, "call.dtmf.received").payload("digit")).isEqualTo("1");
    }

    @Test
    void theClientStateCanBeReplaced() {
        Bench bench = new Bench();
        FakeLine line = bench.answeredCaller(Bench.ALICE);
        String path = "/v2/calls/" + line.callControlId() + "/actions/client_state_update";

        assertThat(bench.send("PUT", path, "{}").code()).isEqualTo("10004");
        assertThat(bench.send("PUT", path, "{\"client_state\":\"bmV3\"}").status())
                .isEqualTo(200);
        assertThat(bench.get("/v2/calls/" + line.callControlId()).data("client_state"))
                .isEqualTo("bmV3");
    }

    private static Bench.Reply full(Bench bench, FakeLine line, String command, String other) {
        return bench.command(
                line.callControlId(),
                command,
                "payload",
                "hello",
                "voice",
                "female",
                "audio_url",
                "https://calls.example.com/a.mp3",
                "queue_name",
                "q",
                "digits",
                "1",
                "assistant",
                java.util.Map.of("id", "a1"),
                "parameters",
                java.util.Map.of(),
                "to",
                Bench.BOB,
                "call_control_id",
                other);
    }
}
