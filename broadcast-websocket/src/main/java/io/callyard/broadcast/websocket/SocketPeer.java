package io.callyard.broadcast.websocket;

import io.callyard.spi.security.Principal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A client that is connected.
 *
 * <p><b>Threads.</b> Safe for many threads; nothing here blocks.
 */
public interface SocketPeer {
    /** Returns who it is. The tenant is never taken from anywhere else. */
    Principal principal();

    /**
     * Sends it a message, after all that was sent before. Does nothing if it has gone.
     *
     * @param type what it is about
     * @param members the other members: texts, numbers, booleans, lists, maps and {@code null}
     * @throws IllegalArgumentException if a member is something else
     */
    void send(String type, Map<String, ? extends @Nullable Object> members);

    /**
     * Sends it a message that is written already, after all that was sent before. Does nothing if it has gone.
     *
     * @param json a JSON object with a {@code type}; it is sent as it is
     */
    void sendJson(String json);
}
