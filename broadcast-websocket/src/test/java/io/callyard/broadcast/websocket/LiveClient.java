package io.callyard.broadcast.websocket;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

// guide begins
/** Follows a tenant's events with nothing but the JDK and Jackson, and comes back after the last one it has seen. */
final class LiveClient implements WebSocket.Listener {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int UNAUTHORIZED = 4401;

    private final HttpClient http;
    private final Supplier<URI> address;
    private final String token;
    private final Duration pause;
    private final Consumer<JsonNode> onEvent;
    private final StringBuilder message = new StringBuilder();
    private volatile long seen;

    LiveClient(HttpClient http, Supplier<URI> address, String token, Duration pause, Consumer<JsonNode> onEvent) {
        this.http = http;
        this.address = address;
        this.token = token;
        this.pause = pause;
        this.onEvent = onEvent;
    }

    void connect() {
        http.newWebSocketBuilder()
                .header("Authorization", "Bearer " + token)
                .subprotocols("callyard.v1")
                .buildAsync(address.get(), this)
                .whenComplete((socket, failure) -> {
                    if (failure != null) {
                        comeBack();
                    }
                });
    }

    @Override
    public void onOpen(WebSocket socket) {
        message.setLength(0);
        socket.sendText("{\"type\":\"resume\",\"after\":" + seen + "}", true);
        socket.request(1);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
        message.append(part);
        if (last) {
            take(message.toString());
            message.setLength(0);
        }
        socket.request(1);
        return null;
    }

    private void take(String text) {
        JsonNode frame;
        try {
            frame = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
        long seq = frame.path("seq").asLong();
        if (frame.path("type").asText().equals("resync_required")) {
            seen = seq; // the log no longer reaches back: read the present state over HTTP here
        } else if (frame.has("prev") && seq > seen) {
            onEvent.accept(frame);
            seen = seq;
        }
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
        if (code != UNAUTHORIZED) { // else it needs another token first
            comeBack();
        }
        return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable failure) {
        comeBack();
    }

    /** Not all at once, should a server have gone. */
    private void comeBack() {
        long millis = ThreadLocalRandom.current().nextLong(pause.toMillis() / 2, pause.toMillis());
        CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS).execute(this::connect);
    }
}
// guide ends
