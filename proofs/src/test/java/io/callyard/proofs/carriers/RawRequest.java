package io.callyard.proofs.carriers;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Flow;

/** Writes requests byte by byte, so that it is known how much of one has left when the process dies. */
final class RawRequest {
    private RawRequest() {}

    /** Returns a request's body as text; empty if it has none. */
    static String bodyOf(HttpRequest request) {
        return new String(bytesOf(request), StandardCharsets.UTF_8);
    }

    /**
     * Sends a request over HTTP 1.1 on a connection of its own, and does not wait for the answer. The connection stays
     * open until the process ends.
     *
     * @param whole whether all of it; else half of the body is left out
     */
    @SuppressWarnings("resource") // the end of the process closes it, after what was written
    static void send(HttpRequest request, boolean whole) {
        URI uri = request.uri();
        byte[] body = bytesOf(request);
        StringBuilder head = new StringBuilder(request.method() + " " + uri.getRawPath() + " HTTP/1.1\r\n");
        head.append("Host: ").append(uri.getAuthority()).append("\r\n");
        request.headers()
                .map()
                .forEach((name, values) -> values.forEach(
                        value -> head.append(name).append(": ").append(value).append("\r\n")));
        head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
        try {
            OutputStream out = new Socket(uri.getHost(), uri.getPort()).getOutputStream();
            ByteArrayOutputStream message = new ByteArrayOutputStream();
            message.writeBytes(head.toString().getBytes(StandardCharsets.US_ASCII));
            message.write(body, 0, whole ? body.length : body.length / 2);
            out.write(message.toByteArray());
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytesOf(HttpRequest request) {
        HttpResponse.BodySubscriber<byte[]> bytes = HttpResponse.BodySubscribers.ofByteArray();
        request.bodyPublisher().orElseGet(HttpRequest.BodyPublishers::noBody).subscribe(new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                bytes.onSubscribe(subscription);
            }

            @Override
            public void onNext(ByteBuffer part) {
                bytes.onNext(List.of(part));
            }

            @Override
            public void onError(Throwable failure) {
                bytes.onError(failure);
            }

            @Override
            public void onComplete() {
                bytes.onComplete();
            }
        });
        return bytes.getBody().toCompletableFuture().join();
    }
}
