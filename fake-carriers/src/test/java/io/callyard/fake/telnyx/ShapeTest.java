package io.callyard.fake.telnyx;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.fake.ApiDescription;
import io.callyard.fake.FakeRequest;
import io.callyard.fake.Faults;
import io.callyard.fake.Party;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@link Bench} holds each answer and each webhook against the description, here and in all other tests. */
@DisplayName("Answers and webhooks have the shape that the API's description gives them")
@EnabledIfSystemProperty(named = "callyard.openapi", matches = ".+")
class ShapeTest {
    /** No command here holds a call, and of these nothing is told. */
    private static final Set<String> NEVER_TOLD = Set.of("call.hold", "call.unhold");

    private static final List<ScriptedTurn> SCRIPT = List.of(
            new ScriptedTurn(ScriptedTurn.Role.USER, "Who is there?", Duration.ofSeconds(1)),
            new ScriptedTurn(ScriptedTurn.Role.TOOL, "looked up", Duration.ofSeconds(1)),
            new ScriptedTurn(ScriptedTurn.Role.ASSISTANT, "We are.", Duration.ofSeconds(1)));
    private static final Map<String, ?> ASSISTANT = Map.of("id", "assistant-1");

    private final Bench bench = new Bench(builder -> builder.sideEvents(true)
            .script(SCRIPT)
            .assistantHangsUp(false)
            .parties(address -> address.equals(Bench.BOB)
                    ? new Party(Party.Reaction.MACHINE, Duration.ofSeconds(1), Duration.ofSeconds(40), List.of())
                    : Party.answering(Duration.ofSeconds(1), Party.FOR_EVER)));

    @Test
    void everyOperationAndEveryEvent() {
        calls();
        sounds();
        queues();
        assistants();
        machines();
        bench.pass(60);

        ApiDescription description = Objects.requireNonNull(Bench.DESCRIPTION);
        assertThat(bench.check.operations()).containsExactlyInAnyOrderElementsOf(description.operations());
        Set<String> told = description.events();
        told.removeAll(NEVER_TOLD);
        assertThat(bench.check.events()).containsExactlyInAnyOrderElementsOf(told);
    }

    private void calls() {
        String callee =
                done(bench.dial(Bench.ALICE, "client_state", "aGVsbG8=")).id();
        done(bench.get("/v2/calls/" + callee));
        bench.pass(3);
        done(bench.get("/v2/calls/" + callee));
        assertThat(done(bench.get("/v2/connections/" + Bench.CONNECTION + "/active_calls?page%5Blimit%5D=1"))
                        .items())
                .isNotEmpty();
        commanded(callee, "send_dtmf", "digits", "12#");
        String caller = bench.answeredCaller(Bench.BOB).callControlId();
        commanded(caller, "bridge", "call_control_id", callee);
        bench.pass(1);
        done(bench.send("PUT", "/v2/calls/" + caller + "/actions/client_state_update", "{\"client_state\":\"bmV3\"}"));
        commanded(caller, "hangup");
        bench.pass(1);
        done(bench.get("/v2/calls/" + caller));
        assertThat(done(bench.get("/v2/call_events?filter%5Bto%5D=%2B15005550001"))
                        .items())
                .isNotEmpty();
        assertThat(done(bench.get("/v2/webhook_deliveries")).items()).isNotEmpty();
        String transferred = bench.answeredCallee(Bench.ALICE).callControlId();
        commanded(transferred, "transfer", "to", "+15005550011", "from", Bench.OURS);
        bench.pass(3);
        FakeLine refused = bench.fake.incoming(Bench.ALICE, Bench.OURS, Party.answering(Duration.ZERO, Party.FOR_EVER));
        commanded(refused.callControlId(), "reject", "cause", "USER_BUSY");
    }

    private void sounds() {
        FakeLine line = bench.answeredCaller(Bench.ALICE);
        String call = line.callControlId();
        commanded(call, "speak", "payload", "Hello", "voice", "female", "language", "en-US");
        bench.pass(5);
        commanded(call, "playback_start", "audio_url", "https://x.example/music.mp3", "loop", "infinity");
        bench.pass(1);
        commanded(call, "playback_stop", "stop", "all");
        commanded(call, "playback_start", "media_name", "missing");
        bench.pass(1);
        commanded(call, "gather", "maximum_digits", 1);
        line.press('1');
        bench.pass(1);
        commanded(call, "gather");
        commanded(call, "gather_stop");
        commanded(call, "gather_using_speak", "payload", "Press 1.", "voice", "female");
        commanded(call, "gather_using_audio", "audio_url", "https://x.example/menu-2s.mp3");
        bench.pass(2);
        line.hangUp();
        bench.pass(1);
    }

    private void queues() {
        done(bench.send("POST", "/v2/queues", "{\"queue_name\":\"support\",\"max_size\":5}"));
        assertThat(done(bench.get("/v2/queues")).items()).hasSize(1);
        done(bench.send("POST", "/v2/queues/support", "{\"max_size\":7}"));
        FakeLine line = bench.answeredCaller(Bench.ALICE);
        String call = line.callControlId();
        commanded(call, "enqueue", "queue_name", "support", "keep_after_hangup", true);
        bench.pass(2);
        done(bench.get("/v2/queues/support"));
        assertThat(done(bench.get("/v2/queues/support/calls")).items()).hasSize(1);
        done(bench.get("/v2/queues/support/calls/" + call));
        done(bench.send("PATCH", "/v2/queues/support/calls/" + call, "{\"keep_after_hangup\":true}"));
        line.hangUp();
        bench.pass(1);
        done(bench.send("DELETE", "/v2/queues/support/calls/" + call, ""));
        done(bench.send("POST", "/v2/queues", "{\"queue_name\":\"other\"}"));
        String leaving = bench.answeredCaller(Bench.ALICE).callControlId();
        commanded(leaving, "enqueue", "queue_name", "other");
        commanded(leaving, "leave_queue");
        done(bench.send("POST", "/v2/queues", "{\"queue_name\":\"third\"}"));
        done(bench.send("DELETE", "/v2/queues/third", ""));
    }

    private void assistants() {
        String call = bench.answeredCaller(Bench.ALICE).callControlId();
        Object conversation = commanded(
                        call, "ai_assistant_start", "assistant", ASSISTANT, "send_message_history_updates", true)
                .data("conversation_id");
        List<Map<String, String>> messages = List.of(Map.of("role", "user", "content", "By the way."));
        commanded(call, "ai_assistant_add_messages", "messages", messages);
        bench.pass(2);
        assertThat(done(bench.get("/v2/ai/conversations/" + conversation + "/messages"))
                        .items())
                .isNotEmpty();
        commanded(call, "ai_assistant_stop");
        bench.pass(1);
        commanded(
                call,
                "gather_using_ai",
                "parameters",
                Map.of("type", "object"),
                "send_partial_results",
                true,
                "send_message_history_updates",
                true);
        bench.pass(30);
    }

    private void machines() {
        for (String mode : List.of("detect", "detect_beep", "greeting_end", "premium")) {
            String call = done(bench.dial(Bench.BOB, "answering_machine_detection", mode))
                    .id();
            bench.pass(15);
            commanded(call, "hangup");
        }
        done(bench.dial(Bench.ALICE, "answering_machine_detection", "premium"));
        bench.pass(15);
    }

    @ParameterizedTest
    @EnumSource(Party.Reaction.class)
    void everyEnd(Party.Reaction reaction) {
        Bench any = new Bench(builder -> builder.parties(to -> Party.reacting(reaction, Duration.ofSeconds(2))));
        String call = done(any.dial(Bench.ALICE, "timeout_secs", 5)).id();
        any.pass(60);
        any.command(call, "hangup");
        any.pass(1);

        assertThat(any.types(call)).endsWith("call.hangup");
    }

    @Test
    void errors() {
        String call = bench.dial(Bench.ALICE).id();
        refused(400, bench.send("POST", "/v2/calls", "no json"));
        refused(401, bench.send("GET", "/v2/calls/" + call, "", "another"));
        refused(404, bench.get("/v2/calls/v3:nobody"));
        refused(422, bench.dial("anybody", "timeout_secs", 1));
        refused(422, bench.command(call, "speak", "payload", "Hello", "voice", "female"));
        refused(422, bench.command("leg", "hangup"));
        refused(403, new Bench(builder -> builder.concurrentCalls(0)).dial(Bench.ALICE));
        refused(429, new Bench(builder -> builder.dialsPerSecond(0)).dial(Bench.ALICE));
    }

    @ParameterizedTest
    @EnumSource(
            value = Faults.RequestFault.class,
            names = {"NOT_DONE_500", "TOO_MANY", "DONE_THEN_500"})
    void theCarriersOwnTroubles(Faults.RequestFault fault) {
        Bench faulty = new Bench(builder -> builder.faults(new Faults() {
            @Override
            public RequestFault onRequest(FakeRequest request) {
                return fault;
            }
        }));
        refused(fault == Faults.RequestFault.TOO_MANY ? 429 : 500, faulty.dial(Bench.ALICE));
    }

    private static Bench.Reply done(Bench.Reply reply) {
        assertThat(reply.status()).as("%s", reply.json()).isBetween(200, 204);
        return reply;
    }

    private Bench.Reply commanded(String call, String name, Object... more) {
        return done(bench.command(call, name, more));
    }

    private static void refused(int status, Bench.Reply reply) {
        assertThat(reply.status()).as("%s", reply.json()).isEqualTo(status);
        assertThat(reply.code()).isNotEmpty();
    }
}
