package io.callyard.fake.telnyx;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.fake.FakeRequest;
import io.callyard.fake.Faults;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CommandIdTest {
    @Test
    void aDialIsCarriedOutOnceWithinTheWindow() {
        Bench bench = new Bench();
        Bench.Reply first = bench.dial(Bench.ALICE, "command_id", "c1");
        bench.pass(59.9);
        Bench.Reply second = bench.dial(Bench.ALICE, "command_id", "c1");

        assertThat(second).isEqualTo(first);
        assertThat(bench.fake.placedCount(Bench.ALICE)).isEqualTo(1);
        assertThat(bench.fake.calls()).hasSize(1);
    }

    @Test
    void theWindowIsCountedFromTheFirstUse() {
        Bench bench = new Bench();
        String first = bench.dial(Bench.ALICE, "command_id", "c1").id();
        bench.pass(40);
        bench.dial(Bench.ALICE, "command_id", "c1");
        bench.pass(20);
        String third = bench.dial(Bench.ALICE, "command_id", "c1").id();

        assertThat(third).isNotEqualTo(first);
        assertThat(bench.fake.placedCount(Bench.ALICE)).isEqualTo(2);
    }

    @Test
    void aRefusedDialLeavesItsCommandIdFree() {
        Bench bench = new Bench(builder -> builder.concurrentCalls(1));
        String first = bench.dial(Bench.ALICE, "command_id", "c1").id();
        assertThat(bench.dial(Bench.BOB, "command_id", "c2").code()).isEqualTo("D1");
        bench.command(first, "hangup");

        assertThat(bench.dial(Bench.BOB, "command_id", "c2").status()).isEqualTo(200);
    }

    @Test
    void aCommandIsCarriedOutOnce() {
        Bench bench = new Bench();
        String id = bench.answeredCaller(Bench.ALICE).callControlId();
        for (int i = 0; i < 3; i++) {
            assertThat(bench.command(id, "speak", "payload", "hello", "voice", "female", "command_id", "s1")
                            .data("result"))
                    .isEqualTo("ok");
        }
        bench.pass(10);

        assertThat(bench.types(id)).filteredOn("call.speak.started"::equals).hasSize(1);
    }

    @Test
    void aCommandIdBelongsToItsCall() {
        Bench bench = new Bench();
        String one = bench.answeredCaller(Bench.ALICE).callControlId();
        String other = bench.answeredCaller(Bench.BOB).callControlId();
        bench.command(one, "hangup", "command_id", "h1");
        bench.command(other, "hangup", "command_id", "h1");
        bench.pass(1);

        assertThat(bench.types(one)).contains("call.hangup");
        assertThat(bench.types(other)).contains("call.hangup");
        assertThat(bench.command(one, "hangup", "command_id", "h1").status()).isEqualTo(200);
        assertThat(bench.command(one, "hangup", "command_id", "h2").code()).isEqualTo("90018");
    }

    @Test
    void theIdOfARefusedCommandIsUsedUnlessToldOtherwise() {
        assertThat(bridgeAgain(new Bench())).isEqualTo("90034");
        assertThat(bridgeAgain(new Bench(builder -> builder.refusedCommandIdsAreUsed(false))))
                .isEmpty();
    }

    private static String bridgeAgain(Bench bench) {
        String caller = bench.answeredCaller(Bench.ALICE).callControlId();
        String agent = bench.dial(Bench.BOB).id();
        assertThat(bench.command(caller, "bridge", "call_control_id", agent, "command_id", "b1")
                        .code())
                .isEqualTo("90034");
        bench.pass(4);
        return bench.command(caller, "bridge", "call_control_id", agent, "command_id", "b1")
                .code();
    }

    @ParameterizedTest
    @EnumSource(Faults.RequestFault.class)
    void whateverGoesWrongADialRepeatedWithItsIdIsPlacedOnce(Faults.RequestFault fault) {
        AtomicReference<Faults.RequestFault> next = new AtomicReference<>(fault);
        Bench bench = new Bench(builder -> builder.faults(new Faults() {
            @Override
            public RequestFault onRequest(FakeRequest request) {
                return next.getAndSet(RequestFault.NONE);
            }
        }));
        CompletionStage<?> first = bench.fake.handle(new FakeRequest(
                "POST",
                URI.create("https://api.example.com/v2/calls"),
                Map.of("authorization", "Bearer KEY0000"),
                ("{\"connection_id\":\"" + Bench.CONNECTION + "\",\"to\":\"" + Bench.ALICE + "\",\"from\":\""
                                + Bench.OURS + "\",\"command_id\":\"c1\"}")
                        .getBytes(StandardCharsets.UTF_8)));

        switch (fault) {
            case CONNECTION_REFUSED, DONE_THEN_BROKEN ->
                assertThat(first.toCompletableFuture()
                                .handle((answer, failure) -> failure)
                                .join())
                        .extracting(failure -> failure instanceof CompletionException ? failure.getCause() : failure)
                        .isInstanceOf(
                                fault == Faults.RequestFault.DONE_THEN_BROKEN
                                        ? IOException.class
                                        : ConnectException.class);
            case DONE_WITHOUT_ANSWER -> assertThat(first.toCompletableFuture()).isNotDone();
            default -> assertThat(first.toCompletableFuture()).isCompleted();
        }
        assertThat(bench.dial(Bench.ALICE, "command_id", "c1").status()).isEqualTo(200);
        bench.time.advance(Duration.ofSeconds(5));
        assertThat(bench.fake.placedCount(Bench.ALICE)).isEqualTo(1);
        assertThat(bench.fake.calls()).hasSize(1);
    }
}
