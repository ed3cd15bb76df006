package io.callyard.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.spi.carrier.WebhookRequest;
import io.callyard.spi.carrier.WebhookResponse;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class WebhooksResourceTest {
    private final Queue<WebhookRequest> seen = new ConcurrentLinkedQueue<>();
    private TestServer server = new TestServer(WebSettings.DEFAULT.withWebhooksAtOnce(1), "/callyard/*");

    @AfterEach
    void stop() {
        server.close();
    }

    private void answerWith(WebhookResponse response) {
        server.webhooks = request -> {
            seen.add(request);
            return response;
        };
    }

    private Answer post(String path, byte[] body) {
        return server.send(server.request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("X-Signature", "abc=")
                .POST(BodyPublishers.ofByteArray(body)));
    }

    @Test
    @Tag("R4.15")
    void theDriverGetsWhatCameByteForByteAndTheCarrierWhatItAnswers() {
        answerWith(WebhookResponse.of(200, "text/xml", "<Response/>"));
        byte[] body = "a=%2B1&b=+x&a=&c=\u00e9".getBytes(StandardCharsets.ISO_8859_1);

        Answer answer = post("/callyard/webhooks/test/status%20a/b?call=1&x=%20+%3D&call=2", body);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.response().body()).isEqualTo("<Response/>");
        WebhookRequest request = seen.remove();
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path()).isEqualTo("/status%20a/b");
        assertThat(request.query()).isEqualTo("call=1&x=%20+%3D&call=2");
        assertThat(request.header("x-signature")).contains("abc=");
        assertThat(request.body()).isEqualTo(body);
    }

    @Test
    void noTokenIsAskedFor() {
        answerWith(WebhookResponse.of(204));

        assertThat(post("/callyard/webhooks/test", new byte[0]).status()).isEqualTo(204);
        assertThat(seen.remove().path()).isEmpty();
    }

    @Test
    void whatIsTooLargeDoesNotReachTheDriver() {
        answerWith(WebhookResponse.of(204));

        assertThat(post("/callyard/webhooks/test/x", new byte[64 * 1024 + 1]).status())
                .isEqualTo(413);
        assertThat(post("/callyard/webhooks/test/x", new byte[64 * 1024]).status())
                .isEqualTo(204);
        assertThat(seen).hasSize(1);
    }

    @Test
    void anUnknownCarrierIsNotFound() {
        assertThat(post("/callyard/webhooks/nobody/x", new byte[0]).status()).isEqualTo(404);
        assertThat(post("/callyard/webhooks/", new byte[0]).status()).isEqualTo(404);
    }

    @Test
    void beyondItsRoomTheCarrierIsAskedToComeAgain() throws Exception {
        CountDownLatch working = new CountDownLatch(1);
        CompletableFuture<WebhookResponse> answer = new CompletableFuture<>();
        server.webhooks = request -> {
            working.countDown();
            return answer.join();
        };
        var first = CompletableFuture.supplyAsync(() -> post("/callyard/webhooks/test/1", new byte[0]));
        working.await();

        Answer second = post("/callyard/webhooks/test/2", new byte[0]);
        answer.complete(WebhookResponse.of(204));

        assertThat(second.status()).isEqualTo(503);
        assertThat(second.header("Retry-After")).isNotEmpty();
        assertThat(first.join().status()).isEqualTo(204);
        assertThat(post("/callyard/webhooks/test/3", new byte[0]).status()).isEqualTo(204);
    }
}
