package io.callyard.telephony.telnyx;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.fake.FakeResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("R4.15")
class CommandsTest {
    private static final String TUNE = "https://calls.example.com/music.mp3";
    private final Bench bench = new Bench();

    private void succeeds(CompletionStage<?> stage) {
        bench.get(stage);
    }

    @Test
    void aCommandWithoutAnAnswerIsGivenAgainWordForWord() {
        bench.wire.silent().broken();
        succeeds(bench.driver.hold(Bench.LINE, TUNE));

        assertThat(bench.wire.sent).hasSize(3);
        assertThat(bench.wire.sent.stream().map(sent -> sent.request().text()).distinct())
                .hasSize(1);
    }

    @Test
    void afterAServerErrorACommandIsGivenAgainAtOnce() {
        bench.wire.then(500, "{}").then(503, "{}");
        Instant begun = bench.scheduler.instant();
        succeeds(bench.driver.hold(Bench.LINE, TUNE));

        assertThat(bench.wire.sent).hasSize(3);
        assertThat(bench.scheduler.instant()).isEqualTo(begun);
    }

    @Test
    void threeTriesAreEnough() {
        bench.wire.always(request -> Wire.json(500, "{}"));

        assertThat(bench.failure(bench.driver.hold(Bench.LINE, TUNE))).contains("status 500");
        assertThat(bench.wire.sent).hasSize(3);
    }

    @Test
    void aCommandThatWasRefusedForTooManyIsGivenAgainByAnotherId() {
        bench.wire.then(request -> Wire.done(new FakeResponse(
                429, Map.of("x-ratelimit-reset", "1"), Wire.error("10011", "").getBytes(StandardCharsets.UTF_8))));
        succeeds(bench.driver.hold(Bench.LINE, TUNE));

        assertThat(bench.wire.sent).hasSize(2);
        assertThat(bench.wire.sent.get(0).text("command_id"))
                .isNotEqualTo(bench.wire.sent.get(1).text("command_id"));
    }

    @Test
    void hangingUpACallThatIsOverIsASuccess() {
        bench.wire.refuse(422, "90018");
        succeeds(bench.driver.hangUp(Bench.LINE.call()));
        bench.wire.refuse(404, "10005");
        succeeds(bench.driver.hangUp(Bench.LINE.call()));

        assertThat(bench.notes.story).isEmpty();
    }

    @Test
    void aStageIsDoneOnlyWhenTheCarrierHasAnswered() {
        CompletableFuture<FakeResponse> answer = new CompletableFuture<>();
        bench.wire.then(request -> answer);
        CompletionStage<Void> held = bench.driver.hold(Bench.LINE, TUNE);
        assertThat(held.toCompletableFuture()).isNotDone();

        answer.complete(FakeResponse.json(200, "{\"data\":{\"result\":\"ok\"}}"));
        assertThat(held.toCompletableFuture()).isCompleted();
    }
}
