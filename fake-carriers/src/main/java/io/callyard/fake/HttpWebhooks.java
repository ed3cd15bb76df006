package io.callyard.fake;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * Sends webhooks over HTTP. Follows no redirects, keeps no cookies.
 *
 * <p><b>Threads.</b> Safe for many threads.
 */
public final class HttpWebhooks implements WebhookSender {
    /** What the client sets by itself, and lets nobody else set. */
    private static final Set<String> RESERVED = Set.of("host", "content-length", "connection", "expect", "upgrade");

    private final HttpClient client;

    /** Uses a client of its own, which gives up on a connection after 5 s. */
    public HttpWebhooks() {
        this(HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .build());
    }

    /** Uses a client. */
    public HttpWebhooks(HttpClient client) {
        this.client = client;
    }

    @Override
    public CompletionStage<FakeResponse> send(FakeRequest request, Duration timeout) {
        HttpRequest.Builder http = HttpRequest.newBuilder(request.uri())
                .timeout(timeout)
                .method(request.method(), HttpRequest.BodyPublishers.ofByteArray(request.body()));
        request.headers().forEach((name, value) -> {
            if (!RESERVED.contains(name)) {
                http.header(name, value);
            }
        });
        return client.sendAsync(http.build(), HttpResponse.BodyHandlers.ofByteArray())
                .thenApply(response -> new FakeResponse(
                        response.statusCode(), headers(response.headers().map()), response.body()));
    }

    private static Map<String, String> headers(Map<String, List<String>> headers) {
        Map<String, String> plain = new LinkedHashMap<>();
        headers.forEach((name, values) -> plain.put(name.toLowerCase(Locale.ROOT), String.join(", ", values)));
        return plain;
    }
}
