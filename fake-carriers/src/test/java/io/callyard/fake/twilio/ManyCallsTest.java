package io.callyard.fake.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.fake.FakeRequest;
import io.callyard.fake.FakeResponse;
import io.callyard.fake.Party;
import io.callyard.fake.internal.RealScheduler;
import io.callyard.testkit.VirtualScheduler;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Whatever happens at one moment, every caller is told of once, and nothing is left over")
class ManyCallsTest {
    private final List<Params> after = new ArrayList<>();
    private final List<Params> joined = new ArrayList<>();
    private final List<Params> dialled = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void callersAndAgentsInAnyOrder(long seed) {
        VirtualScheduler time = VirtualScheduler.seeded(seed);
        FakeTwilio twilio = FakeTwilio.builder(time)
                .webhooks((request, timeout) -> CompletableFuture.completedFuture(answer(request)))
                .number(Rig.US, Rig.APP + "/voice", null)
                .callsPerSecond(1000)
                .parties(to -> Party.answering(Rig.seconds(1), Rig.seconds(10)))
                .build();
        for (int i = 0; i < 40; i++) {
            int stays = time.random().nextInt(1, 30);
            time.schedule(
                    Rig.seconds(time.random().nextInt(20)),
                    () -> twilio.incoming("+15551230001", Rig.US, Party.answering(Duration.ZERO, Rig.seconds(stays))));
        }
        for (int i = 0; i < 30; i++) {
            time.schedule(Rig.seconds(time.random().nextInt(20)), () -> create(twilio));
        }

        assertThat(time.runToEnd(Rig.seconds(600))).isTrue();

        assertThat(time.failures()).isEmpty();
        assertThat(twilio.calls()).hasSize(70).allMatch(call -> call.status().equals("completed"));
        assertThat(after).hasSize(40);
        assertThat(after.stream().map(params -> params.first("CallSid")).distinct())
                .hasSize(40);
        assertThat(dialled).hasSize(30);
        assertThat(joined.stream().map(params -> params.first("CallSid")).distinct())
                .hasSameSizeAs(joined);
        assertThat(joined).isNotEmpty();
        assertThat(count(after, "QueueResult", "bridged") + count(after, "QueueResult", "bridging-in-process"))
                .isEqualTo(joined.size());
        assertThat(count(dialled, "DialBridged", "true")).isEqualTo(count(after, "QueueResult", "bridged"));
    }

    @Test
    void ofManyWhoTakeOneOutAtOnceOneWins() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        CountDownLatch waiting = new CountDownLatch(1);
        try (RealScheduler time = new RealScheduler();
                FakeTwilio twilio = FakeTwilio.builder(time)
                        .webhooks((request, timeout) -> {
                            if (request.uri().getPath().equals("/wait")) {
                                waiting.countDown();
                            }
                            return CompletableFuture.completedFuture(answer(request));
                        })
                        .number(Rig.US, Rig.APP + "/voice", null)
                        .build()) {
            FakeLine line = twilio.incoming("+15551230001", Rig.US, Party.answering(Duration.ZERO, Party.FOR_EVER));
            assertThat(waiting.await(20, TimeUnit.SECONDS)).isTrue();
            Object queue = Rig.items(send(twilio, "GET", "/Queues.json", ""), "queues")
                    .get(0)
                    .get("sid");
            String members = "/Queues/" + queue + "/Members/" + line.sid() + ".json";
            CyclicBarrier together = new CyclicBarrier(8);
            List<Future<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                answers.add(threads.submit(() -> {
                    together.await();
                    return send(twilio, "POST", members, Rig.form("Url", Rig.APP + "/new"))
                            .status();
                }));
            }
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> answer : answers) {
                statuses.add(answer.get(20, TimeUnit.SECONDS));
            }
            assertThat(statuses).containsOnlyOnce(200).hasSize(8);
            assertThat(statuses.stream().filter(status -> status == 400)).hasSize(7);
        } finally {
            threads.shutdownNow();
        }
    }

    private FakeResponse answer(FakeRequest request) {
        Params params = Rig.params(request);
        switch (request.uri().getPath()) {
            case "/voice":
                return Rig.xml("<Enqueue waitUrl=\"/wait\" action=\"/after\">q1</Enqueue>");
            case "/wait":
                return Rig.xml("<Say>You are waiting</Say>");
            case "/joined":
                joined.add(params);
                return Rig.xml("<Pause/>");
            case "/after":
                after.add(params);
                return Rig.xml("");
            case "/dialled":
                dialled.add(params);
                return Rig.xml("");
            default:
                return FakeResponse.empty(204);
        }
    }

    private static void create(FakeTwilio twilio) {
        String dial = "<Dial timeout=\"3\" action=\"" + Rig.APP + "/dialled\"><Queue url=\"" + Rig.APP
                + "/joined\">q1</Queue></Dial>";
        send(twilio, "POST", "/Calls.json", Rig.form("To", Rig.AGENT, "From", "client:us", "Twiml", Rig.twiml(dial)));
    }

    private static long count(List<Params> all, String name, String value) {
        return all.stream()
                .filter(params -> params.first(name).orElse("").equals(value))
                .count();
    }

    private static FakeResponse send(FakeTwilio twilio, String method, String path, String form) {
        String user =
                Base64.getEncoder().encodeToString((Rig.ACCOUNT + ":" + Rig.TOKEN).getBytes(StandardCharsets.UTF_8));
        Map<String, String> headers =
                Map.of("authorization", "Basic " + user, "content-type", "application/x-www-form-urlencoded");
        return twilio.handle(new FakeRequest(
                        method,
                        URI.create("/2010-04-01/Accounts/" + Rig.ACCOUNT + path),
                        headers,
                        form.getBytes(StandardCharsets.UTF_8)))
                .toCompletableFuture()
                .join();
    }
}
