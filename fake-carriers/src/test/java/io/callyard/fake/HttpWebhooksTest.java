package io.callyard.fake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Webhooks over HTTP")
class HttpWebhooksTest {
    private final AtomicReference<FakeRequest> taken = new AtomicReference<>();

    @Test
    void comeThroughAsTheyAre() throws Exception {
        try (LoopbackServer application = LoopbackServer.start(request -> {
            taken.set(request);
            return CompletableFuture.completedFuture(FakeResponse.json(302, "{}"));
        })) {
            FakeResponse answer = send(URI.create(application.uri() + "/a?b=%20c"), Duration.ofSeconds(20));
            assertThat(answer.status()).isEqualTo(302);
            assertThat(answer.headers()).containsEntry("content-type", "application/json");
            assertThat(answer.text()).isEqualTo("{}");
        }
        assertThat(taken.get().uri().toString()).isEqualTo("/a?b=%20c");
        assertThat(taken.get().header("X-Signature")).contains("s");
        assertThat(taken.get().text()).isEqualTo("a=b");
    }

    @Test
    void areGivenUpInTime() throws IOException {
        try (LoopbackServer application = LoopbackServer.start(request -> new CompletableFuture<>())) {
            assertThat(new HttpWebhooks()
                            .send(request(application.uri()), Duration.ofMillis(100))
                            .toCompletableFuture())
                    .failsWithin(20, TimeUnit.SECONDS)
                    .withThrowableOfType(ExecutionException.class)
                    .withCauseInstanceOf(HttpTimeoutException.class);
        }
    }

    private static FakeResponse send(URI uri, Duration timeout) throws Exception {
        return new HttpWebhooks()
                .send(request(uri), timeout)
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
    }

    private static FakeRequest request(URI uri) {
        return new FakeRequest(
                "POST", uri, Map.of("x-signature", "s", "host", "elsewhere"), "a=b".getBytes(StandardCharsets.UTF_8));
    }
}
