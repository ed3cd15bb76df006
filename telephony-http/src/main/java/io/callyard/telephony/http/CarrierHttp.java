package io.callyard.telephony.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import javax.net.ssl.SSLHandshakeException;

/**
 * Sends requests to a carrier's API, each exactly once, and tells apart what is known of their ends. No thread waits
 * for an answer.
 *
 * <p><b>Threads.</b> Safe for many threads.
 */
public final class CarrierHttp {
    /** The largest answer that is read, in bytes. */
    public static final int MAX_ANSWER = 256 * 1024;

    private static final String REPEATS = "jdk.httpclient.enableAllMethodRetry";

    private final HttpClient client;

    /**
     * Sends through a client that follows no redirects.
     *
     * @throws IllegalStateException if this JVM repeats requests by itself: a call would be placed twice
     */
    public CarrierHttp(HttpClient client) {
        String repeats = System.getProperty(REPEATS);
        if (repeats != null && !repeats.equalsIgnoreCase("false")) {
            throw new IllegalStateException("the system property " + REPEATS
                    + " is set: the JVM would send a request again whose answer was lost, and a person would be"
                    + " called twice. Remove it");
        }
        if (client.followRedirects() != HttpClient.Redirect.NEVER) {
            throw new IllegalArgumentException("the HTTP client must not follow redirects");
        }
        this.client = client;
    }

    /**
     * Makes a client for real carriers.
     *
     * @param connectTimeout how long to wait for a connection
     */
    public static HttpClient client(Duration connectTimeout) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connectTimeout)
                .build();
    }

    /** Sends a request once. The stage never fails. */
    public CompletionStage<HttpOutcome> send(HttpRequest request) {
        try {
            return client.sendAsync(request, new LimitedBody(MAX_ANSWER))
                    .handle((answer, failure) -> failure == null ? answered(answer) : judge(failure));
        } catch (RuntimeException e) {
            // The client refuses what it cannot send.
            return CompletableFuture.completedStage(
                    new HttpOutcome.NotSent("not a request: " + e.getClass().getSimpleName()));
        }
    }

    private static HttpOutcome answered(HttpResponse<byte[]> answer) {
        return new HttpOutcome.Answered(answer.statusCode(), answer.headers(), answer.body());
    }

    /** Source: which exceptions come before the first byte was tried out with the client of JDK 17. */
    private static HttpOutcome judge(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        // The time-out of a connection is the child of the time-out of an answer.
        if (cause instanceof HttpConnectTimeoutException) {
            return new HttpOutcome.NotSent("no connection in time");
        }
        if (cause instanceof HttpTimeoutException) {
            return new HttpOutcome.Unclear("no answer in time");
        }
        if (cause instanceof SSLHandshakeException) {
            return new HttpOutcome.NotSent("no secure connection");
        }
        if (cause instanceof ConnectException || cause instanceof UnresolvedAddressException) {
            return new HttpOutcome.NotSent("no connection");
        }
        if (cause instanceof LimitedBody.TooLargeException) {
            return new HttpOutcome.Unclear("the answer is too large");
        }
        return new HttpOutcome.Unclear(cause instanceof IOException ? "the connection broke" : "the client failed");
    }
}
