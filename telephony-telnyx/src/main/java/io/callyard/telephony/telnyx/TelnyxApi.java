package io.callyard.telephony.telnyx;

import io.callyard.telephony.http.CarrierHttp;
import io.callyard.telephony.http.JsonBody;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/**
 * Sends requests to the API, each once.
 *
 * <p><b>Threads.</b> Safe for many threads.
 */
final class TelnyxApi {
    private final CarrierHttp http;
    private final String baseUrl;
    private final String authorization;
    private final Duration timeout;

    TelnyxApi(TelnyxSettings settings, CarrierHttp http) {
        this.http = http;
        this.baseUrl = settings.baseUrl();
        this.authorization = "Bearer " + settings.apiKey();
        this.timeout = settings.times().request();
    }

    /** Asks for something. */
    CompletionStage<Reply> get(String path, Map<String, String> query) {
        // Raw brackets in a query have been answered with an empty list, and success.
        String encoded = query.entrySet().stream()
                .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
                .collect(Collectors.joining("&", query.isEmpty() ? "" : "?", ""));
        return send(request(path + encoded, timeout).GET());
    }

    /** Has something done. */
    CompletionStage<Reply> post(String path, JsonBody body) {
        return post(path, body, timeout);
    }

    /** Has something done, within a time. */
    CompletionStage<Reply> post(String path, JsonBody body, Duration within) {
        Duration least = within.compareTo(timeout) < 0 ? within : timeout;
        return send(request(path, least).POST(HttpRequest.BodyPublishers.ofByteArray(body.toBytes())));
    }

    /** Has something changed. */
    CompletionStage<Reply> put(String path, JsonBody body) {
        return send(request(path, timeout).PUT(HttpRequest.BodyPublishers.ofByteArray(body.toBytes())));
    }

    private HttpRequest.Builder request(String path, Duration within) {
        return HttpRequest.newBuilder(URI.create(baseUrl + path))
                .timeout(within)
                .header("Authorization", authorization)
                .header("Accept", "application/json")
                .header("Content-Type", "application/json");
    }

    private CompletionStage<Reply> send(HttpRequest.Builder request) {
        return http.send(request.build()).thenApply(Reply::of);
    }

    /** Returns the path of a call, or of something below it. */
    static String call(String controlId, String... below) {
        return "/calls/" + encoded(controlId) + (below.length == 0 ? "" : "/" + String.join("/", below));
    }

    /** Encodes a part of a path, or of a query. */
    static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
