package io.callyard.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callyard.testkit.VirtualScheduler;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A fake carrier without a network")
class InProcessClientTest {
    private final VirtualScheduler time = VirtualScheduler.inOrder();
    private final HttpClient client = InProcessClient.to(this::answer, time);

    @Test
    void requestsAndAnswersComeThroughAsTheyAre() throws Exception {
        HttpRequest request = request("/a%20b?c=%2B1")
                .header("X-Test", "yes")
                .POST(BodyPublishers.ofString("grüße"))
                .build();
        HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.body()).isEqualTo("POST https://api.example.com/a%20b?c=%2B1 yes grüße");
        assertThat(answer.headers().firstValue("X-Fake")).contains("1");
        assertThat(answer.uri()).isEqualTo(request.uri());
        assertThat(answer.request()).isSameAs(request);
    }

    @Test
    void aLargeBodyCanBeReadInPieces() throws Exception {
        try (InputStream body = client.send(request("/large").build(), BodyHandlers.ofInputStream())
                .body()) {
            assertThat(body.readNBytes(100)).hasSize(100);
        }
        assertThat(client.send(request("/large").build(), BodyHandlers.ofByteArray())
                        .body())
                .hasSize(3_000_000);
    }

    @Test
    void aRefusedConnectionIsOne() {
        assertThatThrownBy(() -> client.send(request("/refused").build(), BodyHandlers.discarding()))
                .isInstanceOf(ConnectException.class);
        assertThat(client.sendAsync(request("/refused").build(), BodyHandlers.discarding()))
                .failsWithin(Duration.ZERO)
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(ConnectException.class);
    }

    @Test
    void aBrokenConnectionIsNoRefusedOne() {
        assertThatThrownBy(() -> client.send(request("/broken").build(), BodyHandlers.discarding()))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(ConnectException.class);
    }

    @Test
    void timeoutsComeInVirtualTime() {
        CompletableFuture<HttpResponse<Void>> answer = client.sendAsync(
                request("/never").timeout(Duration.ofSeconds(10)).build(), BodyHandlers.discarding());
        time.advance(Duration.ofMillis(9_999));
        assertThat(answer).isNotDone();
        time.advance(Duration.ofMillis(1));
        assertThatThrownBy(answer::join).hasCauseInstanceOf(HttpTimeoutException.class);
    }

    @Test
    void waitingForTheAnswerTakesVirtualTime() throws Exception {
        HttpResponse<Void> answer =
                client.send(request("/slow").timeout(Duration.ofSeconds(10)).build(), BodyHandlers.discarding());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(time.uptime()).isEqualTo(Duration.ofSeconds(9));
        assertThat(time.pending()).isZero();
    }

    @Test
    void withoutASchedulerTimeoutsComeInRealTime() {
        HttpClient real = InProcessClient.to(this::answer);
        assertThatThrownBy(() -> real.send(
                        request("/never").timeout(Duration.ofMillis(50)).build(), BodyHandlers.discarding()))
                .isInstanceOf(HttpTimeoutException.class);
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("https://api.example.com" + path));
    }

    private CompletionStage<FakeResponse> answer(FakeRequest request) {
        switch (request.uri().getPath()) {
            case "/never":
                return new CompletableFuture<>();
            case "/refused":
                return CompletableFuture.failedFuture(new ConnectException("refused"));
            case "/broken":
                return CompletableFuture.failedFuture(new IOException("reset"));
            case "/large":
                return CompletableFuture.completedFuture(new FakeResponse(200, Map.of(), new byte[3_000_000]));
            case "/slow":
                CompletableFuture<FakeResponse> later = new CompletableFuture<>();
                time.schedule(Duration.ofSeconds(9), () -> later.complete(FakeResponse.empty(200)));
                return later;
            default:
                String text = request.method() + " " + request.uri() + " "
                        + request.header("x-test").orElse("no") + " " + request.text();
                return CompletableFuture.completedFuture(
                        new FakeResponse(201, Map.of("x-fake", "1"), text.getBytes(StandardCharsets.UTF_8)));
        }
    }
}
