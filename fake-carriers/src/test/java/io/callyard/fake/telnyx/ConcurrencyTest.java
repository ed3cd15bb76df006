package io.callyard.fake.telnyx;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.fake.FakeRequest;
import io.callyard.fake.FakeResponse;
import io.callyard.fake.Party;
import io.callyard.fake.internal.Json;
import io.callyard.fake.internal.RealScheduler;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** In real time, with real threads. */
@Timeout(60)
class ConcurrencyTest {
    private static final int THREADS = 16;

    @Test
    void ofManyWhoDialWithOneCommandIdOneIsCarriedOut() throws Exception {
        try (RealScheduler scheduler = new RealScheduler();
                FakeTelnyx fake = FakeTelnyx.builder(scheduler).build()) {
            for (int round = 0; round < 20; round++) {
                String to = "+1500555" + (1000 + round);
                List<FakeResponse> answers = atOnce(() -> dial(fake, to, "c-" + to));

                assertThat(answers).allMatch(FakeResponse::isSuccess);
                assertThat(answers)
                        .extracting(FakeResponse::text)
                        .containsOnly(answers.get(0).text());
                assertThat(fake.placedCount(to)).isEqualTo(1);
            }
        }
    }

    @Test
    void ofManyAgentsWhoWantOneCallerOneGetsHim() throws Exception {
        try (RealScheduler scheduler = new RealScheduler();
                FakeTelnyx fake = FakeTelnyx.builder(scheduler)
                        .setupTime(Duration.ZERO)
                        .parties(address -> Party.answering(Duration.ZERO, Party.FOR_EVER))
                        .build()) {
            CountDownLatch all = new CountDownLatch(THREADS);
            List<String> agents = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                agents.add(String.valueOf(Bench.valueAt(
                        Json.readObject(dial(fake, Bench.BOB, "a-" + i).text()), "data", "call_control_id")));
            }
            FakeLine caller = fake.incoming(Bench.ALICE, Bench.OURS, Party.answering(Duration.ZERO, Party.FOR_EVER));
            command(fake, caller.callControlId(), "answer", "{}");
            while (agents.stream().anyMatch(agent -> !isAnswered(fake, agent))) {
                assertThat(all.await(1, TimeUnit.MILLISECONDS)).isFalse();
            }
            List<String> waiting = new ArrayList<>(agents);

            List<FakeResponse> answers = atOnce(() -> {
                String agent;
                synchronized (waiting) {
                    agent = waiting.remove(0);
                }
                return command(
                        fake,
                        agent,
                        "bridge",
                        "{\"call_control_id\":\"" + caller.callControlId() + "\",\"prevent_double_bridge\":true}");
            });

            assertThat(answers).filteredOn(FakeResponse::isSuccess).hasSize(1);
            assertThat(answers)
                    .filteredOn(answer -> answer.text().contains("90019"))
                    .hasSize(THREADS - 1);
            assertThat(fake.calls())
                    .filteredOn(call -> call.state() == CallSnapshot.State.BRIDGED)
                    .hasSize(2);
        }
    }

    private static boolean isAnswered(FakeTelnyx fake, String id) {
        return fake.line(id).orElseThrow().state() == CallSnapshot.State.ANSWERED;
    }

    private static List<FakeResponse> atOnce(Callable<FakeResponse> action) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        CountDownLatch start = new CountDownLatch(1);
        try {
            List<Future<FakeResponse>> results = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                results.add(threads.submit(() -> {
                    start.await();
                    return action.call();
                }));
            }
            start.countDown();
            List<FakeResponse> answers = new ArrayList<>();
            for (Future<FakeResponse> result : results) {
                answers.add(result.get());
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }

    private static FakeResponse dial(FakeTelnyx fake, String to, String commandId) {
        return post(
                fake,
                "/v2/calls",
                "{\"connection_id\":\"" + Bench.CONNECTION + "\",\"to\":\"" + to + "\",\"from\":\"" + Bench.OURS
                        + "\",\"command_id\":\"" + commandId + "\"}");
    }

    private static FakeResponse command(FakeTelnyx fake, String id, String name, String body) {
        return post(fake, "/v2/calls/" + id + "/actions/" + name, body);
    }

    private static FakeResponse post(FakeTelnyx fake, String path, String body) {
        return fake.handle(new FakeRequest(
                        "POST",
                        URI.create("https://api.example.com" + path),
                        Map.of("authorization", "Bearer KEY0000"),
                        body.getBytes(StandardCharsets.UTF_8)))
                .toCompletableFuture()
                .join();
    }
}
