package io.callyard.broadcast.websocket;

import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A client on the JDK's own WebSocket. It reads as fast as it can, unless it is told to wait. */
final class TestClient implements AutoCloseable {
    /** Reached only if something is broken. */
    private static final long PATIENCE_SECONDS = 20;

    private static final String END = "<end>";

    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final WebSocket socket;
    private volatile boolean reading = true;

    private TestClient(TestSockets server, String query, Map<String, String> headers, String... protocols) {
        WebSocket.Builder builder = server.http().newWebSocketBuilder();
        headers.forEach(builder::header);
        if (protocols.length > 0) {
            String[] more = new String[protocols.length - 1];
            System.arraycopy(protocols, 1, more, 0, more.length);
            builder.subprotocols(protocols[0], more);
        }
        socket = builder.buildAsync(server.uri(query), new Listener())
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    /** Opens a socket; fails if the handshake does. */
    static TestClient open(TestSockets server, String query, Map<String, String> headers, String... protocols) {
        return new TestClient(server, query, headers, protocols);
    }

    String subprotocol() {
        return socket.getSubprotocol();
    }

    void send(String text) {
        socket.sendText(text, true).join();
    }

    /** Reads nothing any more, until {@link #read}. */
    void stopReading() {
        reading = false;
    }

    void read() {
        reading = true;
        socket.request(1);
    }

    /** Waits for the next message. */
    Map<String, Object> next() {
        String text = nextText();
        if (text.equals(END)) {
            throw new AssertionError("the socket was closed: " + closed.join());
        }
        return TestJson.object(text);
    }

    private String nextText() {
        try {
            String text = messages.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (text == null) {
                throw new AssertionError("nothing came");
            }
            return text;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Waits for a message of a type. */
    Map<String, Object> await(String type) {
        Map<String, Object> message = next();
        while (!message.get("type").equals(type)) {
            message = next();
        }
        return message;
    }

    /** Waits for so many numbered events. */
    List<Map<String, Object>> events(int count) {
        List<Map<String, Object>> events = new ArrayList<>();
        while (events.size() < count) {
            Map<String, Object> message = next();
            if (message.containsKey("prev")) {
                events.add(message);
            }
        }
        return events;
    }

    /** Asks and waits for the answer: whatever was on its way before is here then. */
    List<Map<String, Object>> upToPong() {
        send("{\"type\":\"ping\"}");
        List<Map<String, Object>> all = new ArrayList<>();
        for (Map<String, Object> message = next(); !message.get("type").equals("pong"); message = next()) {
            all.add(message);
        }
        return all;
    }

    /** Waits for the end and returns its code; 1006 if the connection broke. */
    int closeCode() {
        try {
            return closed.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("the socket was not closed", e);
        }
    }

    boolean isClosed() {
        return closed.isDone();
    }

    void abort() {
        socket.abort();
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
            if (reading) {
                from.request(1);
            }
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            closed.complete(code);
            messages.add(END);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable cause) {
            closed.complete(1006);
            messages.add(END);
        }
    }
}
