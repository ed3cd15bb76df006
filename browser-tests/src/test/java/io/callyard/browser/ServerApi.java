package io.callyard.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.openqa.selenium.json.Json;

/** A server's API, asked without a browser: what it says is what pages are measured by. */
final class ServerApi {
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final String url;
    private final String token;

    ServerApi(String url, String token) {
        this.url = url;
        this.token = token;
    }

    HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    HttpResponse<String> post(String path, String json) {
        return send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
    }

    private HttpResponse<String> patch(String path, String json) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString(json)));
    }

    /** Returns the number of the last event. */
    long lastSeq() {
        HttpResponse<String> answer = get("/api/overview");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return ((Number) parse(answer.body()).get("seq")).longValue();
    }

    /** Returns the log from its beginning to an event that is in it. */
    List<LogEvent> log(long upTo) {
        List<LogEvent> log = new ArrayList<>();
        HttpRequest request = request("/api/events?after=0").build();
        try (InputStream body =
                        client.send(request, BodyHandlers.ofInputStream()).body();
                BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            long seq = 0;
            for (String line = lines.readLine(); seq < upTo && line != null; line = lines.readLine()) {
                if (line.startsWith("data:")) {
                    LogEvent event = LogEvent.of(parse(line.substring("data:".length())));
                    seq = event.seq();
                    log.add(event);
                }
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
        assertThat(log)
                .as("the log up to %s", upTo)
                .last()
                .extracting(LogEvent::seq)
                .isEqualTo(upTo);
        return log;
    }

    /** It calls one at a time by itself: too quiet for a picture of a wall, and long to wait for. */
    void letTheDemoCallManyAtOnce() {
        String campaign = "/api/campaigns/" + awaitCampaign().get("id");
        assertThat(patch("/api/limits", "{\"max_live\":12}").statusCode()).isEqualTo(200);
        assertThat(patch(campaign, "{\"max_live\":9,\"delay_between_seconds\":0}")
                        .statusCode())
                .isEqualTo(200);
    }

    /** The demo makes it a moment after it has opened its port. */
    private Map<?, ?> awaitCampaign() {
        long until = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (System.nanoTime() < until) {
            List<?> campaigns = (List<?>) parse(get("/api/campaigns").body()).get("campaigns");
            if (!campaigns.isEmpty()) {
                return (Map<?, ?>) campaigns.get(0);
            }
        }
        throw new AssertionError("the demo has no campaign");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + token);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static AssertionError interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new AssertionError(e);
    }

    private static Map<?, ?> parse(String json) {
        return new Json().toType(json, Json.MAP_TYPE);
    }
}
