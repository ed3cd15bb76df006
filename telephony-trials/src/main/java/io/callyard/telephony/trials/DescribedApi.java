package io.callyard.telephony.trials;

import io.callyard.fake.FakeCarrier;
import io.callyard.fake.FakeRequest;
import io.callyard.fake.FakeResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The carrier's own description of its API, served by a mock that refuses what the description does not allow. */
public final class DescribedApi implements FakeCarrier {
    private final URI mock;
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<String> seen = new ArrayList<>();
    private String wish = "";

    /** Makes one; {@code mock}: where it is served. */
    public DescribedApi(String mock) {
        this.mock = URI.create(mock);
    }

    /** Returns what was asked, and the status it was answered with, oldest first. */
    public List<String> seen() {
        return List.copyOf(seen);
    }

    /** Asks for a certain answer from now on: a status, and an example by its name. */
    public void wish(int status, String example) {
        wish = "code=" + status + ", example=" + example;
    }

    /** Sends each request on and waits for its answer, which is there before virtual time goes on. */
    @Override
    public CompletionStage<FakeResponse> handle(FakeRequest request) {
        HttpRequest.Builder onward = HttpRequest.newBuilder(
                        mock.resolve(request.uri().getRawPath()
                                + (request.uri().getRawQuery() == null
                                        ? ""
                                        : "?" + request.uri().getRawQuery())))
                .method(request.method(), HttpRequest.BodyPublishers.ofByteArray(request.body()));
        request.headers().forEach((name, value) -> {
            if (List.of("authorization", "content-type", "accept").contains(name)) {
                onward.header(name, value);
            }
        });
        if (!wish.isEmpty()) {
            onward.header("Prefer", wish);
        }
        try {
            HttpResponse<byte[]> answer = client.send(onward.build(), HttpResponse.BodyHandlers.ofByteArray());
            seen.add(request.method() + " " + request.uri().getRawPath() + " " + answer.statusCode());
            return CompletableFuture.completedStage(
                    new FakeResponse(answer.statusCode(), Map.of("content-type", "application/json"), answer.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
