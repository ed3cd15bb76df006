package io.callyard.examples.livemonitor;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A client of the demo's socket, as a page's script or a program is one. */
final class SocketClient implements AutoCloseable {
    /** Reached only if something is broken. */
    private static final long PATIENCE_SECONDS = 20;

    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final WebSocket socket;

    private SocketClient(WebSocket.Builder builder, String server, String query) {
        URI address = URI.create(server.replace("http://", "ws://") + "/ws" + query);
        socket = builder.buildAsync(address, new Listener())
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    /** A page from {@code origin} that shows a token, as browsers let it. */
    static SocketClient ofPage(String server, String origin, String token) {
        return new SocketClient(
                HttpClient.newHttpClient()
                        .newWebSocketBuilder()
                        .header("Origin", origin)
                        .subprotocols("callyard.v1", "bearer." + token),
                server,
                "");
    }

    /** A program that has nothing but a ticket. */
    static SocketClient ofTicket(String server, String ticket) {
        return new SocketClient(
                HttpClient.newHttpClient().newWebSocketBuilder().subprotocols("callyard.v1"),
                server,
                "?ticket=" + ticket);
    }

    void send(String text) {
        socket.sendText(text, true).join();
    }

    /** Waits for a message of a type and returns it. */
    String await(String type) throws InterruptedException {
        String message;
        do {
            message = messages.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (message == null) {
                throw new AssertionError("no " + type + " came");
            }
        } while (!message.contains("\"type\":\"" + type + "\""));
        return message;
    }

    /** Waits for the end and returns its code. */
    int closeCode() throws Exception {
        return closed.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        socket.abort();
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                messages.add(text.toString());
                text.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            closed.complete(code);
            return null;
        }
    }
}
