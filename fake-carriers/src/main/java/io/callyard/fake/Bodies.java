package io.callyard.fake;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/** Moves bodies in and out of the JDK's publishers and subscribers. */
final class Bodies {
    private static final int CHUNK = 16_384;

    private Bodies() {}

    /** Reads a request's body. */
    static CompletionStage<byte[]> read(HttpRequest request) {
        Optional<HttpRequest.BodyPublisher> publisher = request.bodyPublisher();
        if (publisher.isEmpty()) {
            return CompletableFuture.completedFuture(new byte[0]);
        }
        Collector collector = new Collector();
        publisher.get().subscribe(collector);
        return collector.all;
    }

    /** Gives an answer's body, in pieces, to whoever takes it. */
    static <T> CompletionStage<HttpResponse<T>> deliver(
            HttpRequest request, FakeResponse response, HttpResponse.BodyHandler<T> handler) {
        Map<String, List<String>> fields = new TreeMap<>();
        response.headers().forEach((name, value) -> fields.put(name, List.of(value)));
        HttpHeaders headers = HttpHeaders.of(fields, (name, value) -> true);
        HttpResponse.BodySubscriber<T> subscriber = handler.apply(new Info(response.status(), headers));
        subscriber.onSubscribe(new Pieces(response.body(), subscriber));
        return subscriber
                .getBody()
                .thenApply(body -> new Answer<>(response.status(), request, headers, body, request.uri()));
    }

    private static final class Collector implements Flow.Subscriber<ByteBuffer> {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final CompletableFuture<byte[]> all = new CompletableFuture<>();

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(ByteBuffer piece) {
            byte[] copy = new byte[piece.remaining()];
            piece.get(copy);
            bytes.writeBytes(copy);
        }

        @Override
        public void onError(Throwable failure) {
            all.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            all.complete(bytes.toByteArray());
        }
    }

    /** One thread at a time, as the rules of subscriptions have it; a request from within a delivery is only noted. */
    private static final class Pieces implements Flow.Subscription {
        private final byte[] body;
        private final Flow.Subscriber<List<ByteBuffer>> taker;
        private int sent;
        private long wanted;
        private boolean delivering;
        private boolean over;

        Pieces(byte[] body, Flow.Subscriber<List<ByteBuffer>> taker) {
            this.body = body;
            this.taker = taker;
        }

        @Override
        public synchronized void request(long more) {
            wanted = wanted + more < 0 ? Long.MAX_VALUE : wanted + more;
            if (delivering) {
                return;
            }
            delivering = true;
            while (!over && wanted > 0 && sent < body.length) {
                int size = Math.min(CHUNK, body.length - sent);
                ByteBuffer piece = ByteBuffer.wrap(body, sent, size).asReadOnlyBuffer();
                sent += size;
                wanted--;
                taker.onNext(List.of(piece));
            }
            delivering = false;
            if (!over && sent == body.length) {
                over = true;
                taker.onComplete();
            }
        }

        @Override
        public synchronized void cancel() {
            over = true;
        }
    }

    private record Info(int statusCode, HttpHeaders headers) implements HttpResponse.ResponseInfo {
        @Override
        public HttpClient.Version version() {
            return HttpClient.Version.HTTP_1_1;
        }
    }

    private record Answer<T>(
            int statusCode,
            HttpRequest request,
            HttpHeaders headers,
            @Nullable T body,
            URI uri) implements HttpResponse<T> {
        @Override
        public Optional<HttpResponse<T>> previousResponse() {
            return Optional.empty();
        }

        @Override
        public Optional<SSLSession> sslSession() {
            return Optional.empty();
        }

        @Override
        public HttpClient.Version version() {
            return HttpClient.Version.HTTP_1_1;
        }
    }
}
