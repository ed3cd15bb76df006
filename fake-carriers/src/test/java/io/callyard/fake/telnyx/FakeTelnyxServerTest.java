package io.callyard.fake.telnyx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callyard.fake.FakeResponse;
import io.callyard.fake.LoopbackServer;
import io.callyard.fake.internal.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class FakeTelnyxServerTest {
    private final HttpClient client = HttpClient.newHttpClient();
    private final BlockingQueue<String> webhooks = new LinkedBlockingQueue<>();

    @Test
    void aCallIsDialledAnsweredAndHungUpOverHttp() throws Exception {
        try (LoopbackServer application = LoopbackServer.start(request -> {
                    webhooks.add(request.text());
                    return CompletableFuture.completedFuture(FakeResponse.empty(200));
                });
                FakeTelnyxServer server = FakeTelnyxServer.start(
                        "--webhook-url=" + application.uri() + "/hook", "--setup-ms=1", "--ring-ms=1", "--talk-ms=1")) {
            String body = "{\"connection_id\":\"" + Bench.CONNECTION
                    + "\",\"to\":\"+15005550001\",\"from\":\"+15005550006\"}";
            assertThat(send(server.uri() + "/v2/calls", "POST", body).statusCode())
                    .isEqualTo(200);

            assertThat(List.of(nextType(), nextType(), nextType()))
                    .containsExactlyInAnyOrder("call.initiated", "call.answered", "call.hangup");
            assertThat(json(send(server.uri() + "/fake/placed?to=%2B15005550001", "GET", "")))
                    .containsEntry("count", 1L);
            assertThat(server.carrier().placedCount("+15005550001")).isEqualTo(1);
        }
    }

    @Test
    void peopleCanBeMovedFromAnotherProcess() throws Exception {
        try (FakeTelnyxServer server = FakeTelnyxServer.start("--party=+15005550002;busy;1;0")) {
            String id = String.valueOf(json(send(
                            server.uri() + "/fake/incoming",
                            "POST",
                            "{\"from\":\"+15005550001\",\"to\":\"+15005550006\"}"))
                    .get("call_control_id"));
            send(server.uri() + "/v2/calls/" + id + "/actions/answer", "POST", "{}");
            send(
                    server.uri() + "/v2/calls/" + id + "/actions/speak",
                    "POST",
                    "{\"payload\":\"hello\",\"voice\":\"v\"}");
            String line = server.uri() + "/fake/lines/" + id;

            assertThat(send(line + "/press", "POST", "{\"digit\":\"1\"}").statusCode())
                    .isEqualTo(204);
            assertThat(json(send(line, "GET", ""))).containsEntry("state", "ANSWERED");
            assertThat(send(line, "GET", "").body()).contains("hello");
            assertThat(send(line + "/hang_up", "POST", "").statusCode()).isEqualTo(204);
            assertThat(json(send(line, "GET", ""))).containsEntry("state", "ENDED");
            assertThat(send(server.uri() + "/fake/calls", "GET", "").body()).contains("incoming");
            assertThat(send(server.uri() + "/fake/nothing", "GET", "").statusCode())
                    .isEqualTo(404);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"port", "--port", "--colour=red", "--party=a;busy"})
    void whatMakesNoSenseIsRefused(String argument) {
        assertThatThrownBy(() -> FakeTelnyxServer.start(argument).close()).isInstanceOf(IllegalArgumentException.class);
    }

    private String nextType() throws InterruptedException {
        String webhook = webhooks.poll(30, TimeUnit.SECONDS);
        assertThat(webhook).isNotNull();
        return String.valueOf(Bench.valueAt(Json.readObject(webhook), "data", "event_type"));
    }

    private HttpResponse<String> send(String uri, String method, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(uri))
                .header("authorization", "Bearer KEY0000")
                .method(method, HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static Map<String, @Nullable Object> json(HttpResponse<String> answer) {
        return Json.readObject(answer.body());
    }
}
