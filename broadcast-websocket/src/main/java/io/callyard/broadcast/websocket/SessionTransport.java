package io.callyard.broadcast.websocket;

import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sends over a container's session.
 *
 * @param session the session; used by one send at a time
 */
record SessionTransport(Session session) implements Outbox.Transport {

    @Override
    public void send(String text, Consumer<@Nullable Throwable> done) {
        session.getAsyncRemote()
                .sendText(text, result -> done.accept(result.isOK() ? null : cause(result.getException())));
    }

    @Override
    public void ping(Consumer<@Nullable Throwable> done) {
        try {
            session.getAsyncRemote().sendPing(ByteBuffer.allocate(0));
            done.accept(null);
        } catch (IOException e) {
            done.accept(e);
        }
    }

    /** Containers may fail to say why. */
    private static Throwable cause(@Nullable Throwable said) {
        return said == null ? new IOException("the send failed") : said;
    }
}
