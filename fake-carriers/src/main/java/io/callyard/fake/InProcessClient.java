package io.callyard.fake;

import io.callyard.spi.scheduling.Scheduler;
import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP client without sockets: every request goes straight to a {@link FakeCarrier}, whatever its host. With a
 * scheduler the requests' time-outs run in that scheduler's time, so that a driver can live in virtual time.
 *
 * <p>What fails the carrier's stage fails the request: a {@link java.net.ConnectException} is a connection that was
 * refused. A time-out is an {@link HttpTimeoutException}. It follows no redirects and keeps no cookies.
 *
 * <p><b>Threads.</b> Safe for many threads, as far as the scheduler is. Bodies are handed on by the carrier's thread.
 */
public final class InProcessClient extends HttpClient {
    private static final Duration LONG = Duration.ofDays(1);

    private final FakeCarrier carrier;
    private final @Nullable Scheduler scheduler;

    private InProcessClient(FakeCarrier carrier, @Nullable Scheduler scheduler) {
        this.carrier = carrier;
        this.scheduler = scheduler;
    }

    /** A client whose time-outs run in real time. */
    public static HttpClient to(FakeCarrier carrier) {
        return new InProcessClient(carrier, null);
    }

    /** A client whose time-outs run in a scheduler's time. */
    public static HttpClient to(FakeCarrier carrier, Scheduler scheduler) {
        return new InProcessClient(carrier, scheduler);
    }

    @Override
    public <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler)
            throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<T>> answer = sendAsync(request, handler);
        try {
            return scheduler == null ? answer.get() : scheduler.await(answer, LONG);
        } catch (ExecutionException | CompletionException e) {
            if (e.getCause() instanceof HttpTimeoutException) {
                throw new HttpTimeoutException("request timed out");
            }
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        } catch (TimeoutException e) {
            throw new HttpTimeoutException("request timed out");
        }
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        CompletableFuture<HttpResponse<T>> answer = new CompletableFuture<>();
        request.timeout().ifPresent(timeout -> failAfter(answer, timeout));
        Bodies.read(request)
                .thenCompose(body -> carrier.handle(fake(request, body)))
                .thenCompose(response -> Bodies.deliver(request, response, handler))
                .whenComplete((response, failure) -> {
                    if (failure == null) {
                        answer.complete(response);
                    } else {
                        answer.completeExceptionally(unwrapped(failure));
                    }
                });
        return answer;
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(
            HttpRequest request,
            HttpResponse.BodyHandler<T> handler,
            HttpResponse.@Nullable PushPromiseHandler<T> pushes) {
        return sendAsync(request, handler);
    }

    private void failAfter(CompletableFuture<?> answer, Duration timeout) {
        CompletionStage<?> over = answer;
        Runnable fail = () -> answer.completeExceptionally(new HttpTimeoutException("request timed out"));
        if (scheduler == null) {
            CompletableFuture.delayedExecutor(timeout.toMillis(), TimeUnit.MILLISECONDS)
                    .execute(fail);
        } else {
            Scheduler.Timer timer = scheduler.schedule(timeout, fail);
            over.whenComplete((response, failure) -> timer.cancel());
        }
    }

    private static FakeRequest fake(HttpRequest request, byte[] body) {
        Map<String, String> headers = new LinkedHashMap<>();
        request.headers()
                .map()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(", ", values)));
        return new FakeRequest(request.method(), request.uri(), headers, body);
    }

    private static Throwable unwrapped(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    @Override
    public Optional<CookieHandler> cookieHandler() {
        return Optional.empty();
    }

    @Override
    public Optional<Duration> connectTimeout() {
        return Optional.empty();
    }

    @Override
    public Redirect followRedirects() {
        return Redirect.NEVER;
    }

    @Override
    public Optional<ProxySelector> proxy() {
        return Optional.empty();
    }

    @Override
    public SSLContext sslContext() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public SSLParameters sslParameters() {
        return new SSLParameters();
    }

    @Override
    public Optional<Authenticator> authenticator() {
        return Optional.empty();
    }

    @Override
    public Version version() {
        return Version.HTTP_1_1;
    }

    @Override
    public Optional<Executor> executor() {
        return Optional.empty();
    }
}
