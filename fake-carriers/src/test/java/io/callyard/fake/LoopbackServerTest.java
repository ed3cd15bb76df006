package io.callyard.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A fake carrier on a port")
class LoopbackServerTest {
    private final HttpClient client = HttpClient.newHttpClient();
    private LoopbackServer server;

    @BeforeEach
    void start() throws IOException {
        server = LoopbackServer.start(LoopbackServerTest::answer);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void requestsAndAnswersComeThroughAsTheyAre() throws Exception {
        HttpResponse<String> answer = client.send(
                request("/a%20b?c=%2B1")
                        .header("X-Test", "yes")
                        .POST(BodyPublishers.ofString("grüße"))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.body()).isEqualTo("POST /a%20b?c=%2B1 yes grüße");
        assertThat(answer.headers().firstValue("x-fake")).contains("1");
    }

    @Test
    void anEmptyAnswerIsEmpty() throws Exception {
        HttpResponse<String> answer = client.send(request("/empty").build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void oneThatIsNeverAnsweredHoldsUpNobody() throws Exception {
        CompletableFuture<HttpResponse<String>> never =
                client.sendAsync(request("/never").build(), BodyHandlers.ofString());
        for (int i = 0; i < 20; i++) {
            assertThat(client.send(request("/empty").build(), BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(204);
        }
        assertThat(never).isNotDone();
    }

    @Test
    void aFailureBreaksTheConnection() {
        assertThatThrownBy(() -> client.send(
                        request("/broken").POST(BodyPublishers.ofString("x")).build(), BodyHandlers.ofString()))
                .isInstanceOf(IOException.class);
    }

    @Test
    void moreThanAMegabyteIsTooMuch() throws Exception {
        byte[] fits = new byte[1 << 20];
        byte[] tooLarge = new byte[(1 << 20) + 1];
        assertThat(post(fits)).isEqualTo(201);
        assertThat(post(tooLarge)).isEqualTo(413);
    }

    @Test
    void afterTheCloseNobodyListens() throws IOException {
        URI uri = server.uri();
        server.close();
        CompletableFuture<HttpResponse<String>> refused =
                client.sendAsync(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
        assertThatThrownBy(() -> refused.get(10, TimeUnit.SECONDS)).cause().isInstanceOf(IOException.class);
    }

    private int post(byte[] body) throws Exception {
        return client.send(
                        request("/large").POST(BodyPublishers.ofByteArray(body)).build(), BodyHandlers.discarding())
                .statusCode();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server.uri() + path)).timeout(Duration.ofSeconds(20));
    }

    private static CompletionStage<FakeResponse> answer(FakeRequest request) {
        return switch (request.uri().getPath()) {
            case "/never" -> new CompletableFuture<>();
            case "/broken" -> CompletableFuture.failedFuture(new IOException("reset"));
            case "/empty" -> CompletableFuture.completedFuture(FakeResponse.empty(204));
            case "/large" -> CompletableFuture.completedFuture(FakeResponse.empty(201));
            default -> {
                String text = request.method() + " " + request.uri() + " "
                        + request.header("x-test").orElse("no") + " " + request.text();
                yield CompletableFuture.completedFuture(
                        new FakeResponse(201, Map.of("x-fake", "1"), text.getBytes(StandardCharsets.UTF_8)));
            }
        };
    }
}
