package io.callyard.proofs.carriers;

import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP client that springs a {@link Trap} around the request that makes a call, and is like any other for the rest.
 *
 * <p><b>Threads.</b> Safe for many threads.
 */
final class TrappedClient extends HttpClient {
    private final HttpClient real;
    private final Trap trap;
    private final Predicate<HttpRequest> makesCall;
    private final Runnable awaitCall;

    /**
     * Wraps a client.
     *
     * @param makesCall tells the request that makes a call
     * @param awaitCall waits until the carrier has made the trapped call
     */
    TrappedClient(HttpClient real, Trap trap, Predicate<HttpRequest> makesCall, Runnable awaitCall) {
        this.real = real;
        this.trap = trap;
        this.makesCall = makesCall;
        this.awaitCall = awaitCall;
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        Step step = trap.step();
        if (step == null || !makesCall.test(request) || !trap.concerns(RawRequest.bodyOf(request))) {
            return real.sendAsync(request, handler);
        }
        trap.reached(Step.RESERVED);
        if (step == Step.HALF_SENT || step == Step.SENT) {
            RawRequest.send(request, step == Step.SENT);
            trap.reached(step);
        }
        CompletableFuture<HttpResponse<T>> answer = real.sendAsync(request, handler);
        if (step == Step.CREATED) {
            awaitCall.run();
            trap.reached(step);
        }
        if (step == Step.OVERTAKEN) {
            return new CompletableFuture<>(); // the driver waits for the answer, while webhooks come
        }
        return answer.thenApply(received -> {
            trap.reached(Step.ANSWERED);
            return received;
        });
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(
            HttpRequest request,
            HttpResponse.BodyHandler<T> handler,
            HttpResponse.@Nullable PushPromiseHandler<T> pushes) {
        return sendAsync(request, handler);
    }

    @Override
    public <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler)
            throws IOException, InterruptedException {
        return real.send(request, handler);
    }

    @Override
    public Optional<CookieHandler> cookieHandler() {
        return real.cookieHandler();
    }

    @Override
    public Optional<Duration> connectTimeout() {
        return real.connectTimeout();
    }

    @Override
    public Redirect followRedirects() {
        return real.followRedirects();
    }

    @Override
    public Optional<ProxySelector> proxy() {
        return real.proxy();
    }

    @Override
    public SSLContext sslContext() {
        return real.sslContext();
    }

    @Override
    public SSLParameters sslParameters() {
        return real.sslParameters();
    }

    @Override
    public Optional<Authenticator> authenticator() {
        return real.authenticator();
    }

    @Override
    public Version version() {
        return real.version();
    }

    @Override
    public Optional<Executor> executor() {
        return real.executor();
    }
}
