package io.callyard.proofs.carriers;

import io.callyard.model.PhoneNumber;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** What a carrier's double knows, asked past its API. */
final class FakeView {
    private final URI fake;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    FakeView(URI fake) {
        this.fake = fake;
    }

    /** Returns how many calls were ever made to a number. */
    int callsTo(PhoneNumber number) {
        String calls = get("/fake/calls");
        String wanted = "\"to\":\"" + number.e164() + "\"";
        int count = 0;
        for (int at = calls.indexOf(wanted); at >= 0; at = calls.indexOf(wanted, at + 1)) {
            count++;
        }
        return count;
    }

    /** Returns when a call to a number is made. */
    void awaitCallTo(PhoneNumber number) {
        while (callsTo(number) == 0) {
            Thread.onSpinWait();
        }
    }

    private String get(String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(fake + path))
                .timeout(Duration.ofSeconds(10))
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
