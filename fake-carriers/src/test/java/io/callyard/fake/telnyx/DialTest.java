package io.callyard.fake.telnyx;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.fake.Party;
import io.callyard.fake.Party.Reaction;
import io.callyard.fake.telnyx.CallSnapshot.State;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DialTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void whoAnswersAndHangsUpIsInitiatedAnsweredAndOver() {
        Bench bench =
                new Bench(builder -> builder.parties(address -> Party.answering(SECOND, SECOND.multipliedBy(20))));
        Bench.Reply reply = bench.dial(Bench.ALICE, "client_state", "aGVsbG8=", "command_id", "c1");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.data("is_alive")).isEqualTo(false);
        assertThat(reply.id()).startsWith("v3:");
        bench.pass(60);
        assertThat(bench.types(reply.id())).containsExactly("call.initiated", "call.answered", "call.hangup");
        Bench.Sent hangup = bench.last(reply.id(), "call.hangup");
        assertThat(hangup.payload("hangup_cause")).isEqualTo("normal_clearing");
        assertThat(hangup.payload("hangup_source")).isEqualTo("callee");
        assertThat(bench.events(reply.id())).allSatisfy(event -> {
            assertThat(event.payload("client_state")).isEqualTo("aGVsbG8=");
            assertThat(event.payload("to")).isEqualTo(Bench.ALICE);
            assertThat(event.payload("from")).isEqualTo(Bench.OURS);
        });
        assertThat(bench.last(reply.id(), "call.initiated").payload("direction"))
                .isEqualTo("outgoing");
    }

    @ParameterizedTest
    @CsvSource({
        "BUSY, false, user_busy, 486",
        "REJECT, false, call_rejected, 603",
        "UNREACHABLE, false, not_found, 404",
        "NO_ANSWER, false, no_answer, 480",
        "NO_ANSWER, true, timeout, 487"
    })
    void whoDoesNotTalkEndsWithTheCarriersWord(Reaction reaction, boolean retry, String cause, String sip) {
        Bench bench = new Bench(builder -> builder.parties(address -> Party.reacting(reaction, SECOND)));
        String id = bench.dial(Bench.ALICE, "timeout_secs", 20, "retry_on_timeout", retry)
                .id();
        bench.pass(60);

        assertThat(bench.types(id)).containsExactly("call.initiated", "call.hangup");
        assertThat(bench.last(id, "call.hangup").payload("hangup_cause")).isEqualTo(cause);
        assertThat(bench.last(id, "call.hangup").payload("sip_hangup_cause")).isEqualTo(sip);
    }

    @Test
    void withoutRetriesItRingsNoLongerThanTheTimeout() {
        Bench bench =
                new Bench(builder -> builder.parties(address -> Party.answering(SECOND.multipliedBy(25), SECOND)));
        String given = bench.dial(Bench.ALICE, "timeout_secs", 20, "retry_on_timeout", false)
                .id();
        String otherRoute = bench.dial(Bench.ALICE, "timeout_secs", 20).id();
        bench.pass(120);

        assertThat(bench.types(given)).doesNotContain("call.answered");
        assertThat(Duration.between(
                        bench.last(given, "call.initiated").at(),
                        bench.last(given, "call.hangup").at()))
                .isEqualTo(SECOND.multipliedBy(20));
        assertThat(bench.types(otherRoute)).contains("call.answered");
    }

    @Test
    void anAnsweredCallEndsAtItsTimeLimit() {
        Bench bench = new Bench();
        String id = bench.dial(Bench.ALICE, "time_limit_secs", 30).id();
        bench.pass(33);
        assertThat(bench.types(id)).doesNotContain("call.hangup");
        bench.pass(1);
        assertThat(bench.last(id, "call.hangup").payload("hangup_cause")).isEqualTo("time_limit");
    }

    @ParameterizedTest
    @CsvSource({
        "connection_id, '', 10004, 422",
        "connection_id, 99, 10015, 422",
        "to, '', 10004, 422",
        "to, 15005550001, 10016, 422",
        "to, +1500555, 10016, 422",
        "from, +0150055, 10016, 422",
        "client_state, 'not base64!', 10015, 422",
        "client_state, abc, 10015, 422",
        "webhook_url, nowhere, 10015, 422",
        "webhook_url, http:nowhere, 10015, 422",
        "webhook_url_method, GET, 10028, 422",
        "answering_machine_detection, sometimes, 10028, 422",
        "timeout_secs, twenty, 10032, 422",
        "retry_on_timeout, yes, 10032, 422",
        "park_after_unbridge, both, 10028, 422",
        "link_to, v3:nobody, 90015, 422"
    })
    void aWrongFieldIsRefused(String field, String value, String code, int status) {
        Bench bench = new Bench();
        Bench.Reply reply = bench.dial(Bench.ALICE, field, value);

        assertThat(reply.code()).isEqualTo(code);
        assertThat(reply.status()).isEqualTo(status);
        assertThat(bench.fake.calls()).isEmpty();
    }

    @Test
    void valuesOutOfRangeAndOfTheWrongTypeAreRefused() {
        Bench bench = new Bench();

        assertThat(bench.dial(Bench.ALICE, "timeout_secs", 4).code()).isEqualTo("10033");
        assertThat(bench.dial(Bench.ALICE, "timeout_secs", 601).code()).isEqualTo("10033");
        assertThat(bench.dial(Bench.ALICE, "time_limit_secs", 29).code()).isEqualTo("10033");
        assertThat(bench.dial("", "to", 15005550001L).code()).isEqualTo("10032");
        assertThat(bench.dial(Bench.ALICE, "bridge_on_answer", true).code()).isEqualTo("10004");
        assertThat(bench.dial(Bench.ALICE, "assistant", Map.of()).code()).isEqualTo("10004");
        assertThat(bench.dial(Bench.ALICE, "custom_headers", List.of(Map.of("name", "X")))
                        .code())
                .isEqualTo("10015");
        assertThat(bench.dial(Bench.ALICE, "webhook_retries_policies", policy(List.of(60_000, 1)))
                        .code())
                .isEqualTo("10033");
        assertThat(bench.dial(Bench.ALICE, "webhook_retries_policies", policy(List.of(1, 1, 1, 1, 1, 1)))
                        .code())
                .isEqualTo("10033");
        assertThat(bench.fake.calls()).isEmpty();
    }

    @Test
    void allThatIsWrongIsToldAtOnce() {
        Bench.Reply reply = new Bench().send("POST", "/calls", "{\"client_state\":\"!\"}");

        assertThat(reply.codes()).containsExactly("10004", "10004", "10004", "10015");
    }

    @Test
    void whatIsNoJsonIsABadRequest() {
        Bench.Reply reply = new Bench().send("POST", "/calls", "{");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.code()).isEqualTo("10015");
    }

    @Test
    void withoutTheKeyNothingIsDone() {
        Bench bench = new Bench();

        assertThat(bench.send("GET", "/v2/queues", "", "KEY0001").code()).isEqualTo("10009");
        assertThat(bench.send("GET", "/v2/queues", "", "KEY0001").status()).isEqualTo(401);
        assertThat(bench.get("/queues").status()).isEqualTo(200);
    }

    @Test
    void tonesBehindANumberAreSentWhenItIsAnswered() {
        Bench bench = new Bench();
        FakeLine line = bench.answeredCallee(Bench.ALICE + ",12#");

        assertThat(line.heard())
                .extracting(Heard::kind, Heard::what)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(Heard.Kind.TONES, "12#"));
        assertThat(bench.fake.placedCount(Bench.ALICE)).isEqualTo(1);
    }

    @Test
    void onlyAsManyDialsAreTakenAsTheRateAllows() {
        Bench bench = new Bench(builder -> builder.dialsPerSecond(2));
        for (int i = 0; i < 10; i++) {
            assertThat(bench.dial(Bench.ALICE).status()).isEqualTo(200);
        }
        Bench.Reply refused = bench.dial(Bench.ALICE);

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.code()).isEqualTo("90103");
        assertThat(refused.headers())
                .containsEntry("x-ratelimit-limit", "10")
                .containsEntry("x-ratelimit-remaining", "0")
                .containsEntry("x-ratelimit-reset", "5");
        bench.pass(5);
        assertThat(bench.dial(Bench.ALICE).status()).isEqualTo(200);
    }

    @Test
    void onlyAsManyCallsLiveAsTheAccountAllows() {
        Bench bench = new Bench(builder -> builder.concurrentCalls(1));
        String first = bench.dial(Bench.ALICE).id();
        Bench.Reply second = bench.dial(Bench.BOB);

        assertThat(second.status()).isEqualTo(403);
        assertThat(second.code()).isEqualTo("D1");
        bench.command(first, "hangup");
        assertThat(bench.dial(Bench.BOB).status()).isEqualTo(200);
    }

    @Test
    void whoIsHungUpBeforeTheAnswerIsCanceled() {
        Bench bench = new Bench();
        String id = bench.dial(Bench.ALICE).id();
        bench.pass(1);
        bench.command(id, "hangup");
        bench.pass(10);

        assertThat(bench.types(id)).containsExactly("call.initiated", "call.hangup");
        assertThat(bench.last(id, "call.hangup").payload("hangup_cause")).isEqualTo("originator_cancel");
    }

    @ParameterizedTest
    @CsvSource({
        "ANSWER, detect, call.machine.detection.ended, human, 3",
        "MACHINE, detect, call.machine.detection.ended, machine, 3",
        "ANSWER, premium, call.machine.premium.detection.ended, human_residence, 3",
        "MACHINE, premium, call.machine.premium.greeting.ended, beep_detected, 8",
        "MACHINE, greeting_end, call.machine.greeting.ended, ended, 8"
    })
    void detectionTellsMachinesFromPeople(Reaction who, String mode, String event, String result, int seconds) {
        Bench bench =
                new Bench(builder -> builder.parties(address -> new Party(who, SECOND, Party.FOR_EVER, List.of())));
        String id = bench.dial(Bench.ALICE, "answering_machine_detection", mode).id();
        bench.pass(30);

        Bench.Sent verdict = bench.last(id, event);
        assertThat(verdict.payload("result")).isEqualTo(result);
        assertThat(Duration.between(bench.last(id, "call.answered").at(), verdict.at()))
                .isEqualTo(Duration.ofSeconds(seconds));
        assertThat(bench.types(id)).last().isEqualTo(event);
    }

    @Test
    void whoHangsUpEarlyIsNotDetected() {
        Bench bench = new Bench(builder -> builder.parties(address -> Party.answering(SECOND, SECOND)));
        String id =
                bench.dial(Bench.ALICE, "answering_machine_detection", "detect").id();
        bench.pass(30);

        assertThat(bench.types(id)).containsExactly("call.initiated", "call.answered", "call.hangup");
    }

    @Test
    void personsCanBeMovedByHand() {
        Bench bench = new Bench(builder -> builder.parties(address -> Party.reacting(Reaction.NO_ANSWER, SECOND)));
        bench.dial(Bench.ALICE);
        bench.dial(Bench.ALICE);
        bench.pass(1);
        List<FakeLine> lines = bench.fake.linesTo(Bench.ALICE);
        lines.get(0).pickUp();
        lines.get(1).hangUp();
        bench.pass(100);

        assertThat(lines).extracting(FakeLine::state).containsExactly(State.ANSWERED, State.ENDED);
        assertThat(bench.last(lines.get(1).callControlId(), "call.hangup").payload("hangup_cause"))
                .isEqualTo("call_rejected");
    }

    private static Map<String, ?> policy(List<Integer> delays) {
        return Map.of("call.hangup", Map.of("retries_ms", delays));
    }
}
