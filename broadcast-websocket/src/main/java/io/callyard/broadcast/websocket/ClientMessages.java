package io.callyard.broadcast.websocket;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Handles what clients send beside {@code resume} and {@code ping}, type by type.
 *
 * <p><b>Threads.</b> Safe for many threads.
 */
@FunctionalInterface
public interface ClientMessages {
    /** Returns who handles messages of a type; {@code null} if nobody does: then they close the socket. */
    @Nullable
    Handler handler(String type);

    /** No messages beside those that are always handled. */
    static ClientMessages none() {
        return type -> null;
    }

    /** One handler for each of some types. */
    static ClientMessages of(Map<String, Handler> handlers) {
        Map<String, Handler> byType = Map.copyOf(handlers);
        return byType::get;
    }

    /**
     * Handles messages of one type.
     *
     * <p><b>Threads.</b> Called on a thread of the scheduler's, where it may block; for one socket, one
     * message at a time and in the order in which they were sent.
     */
    @FunctionalInterface
    interface Handler {
        /**
         * Handles a message.
         *
         * @param sender who sent it, and how to answer
         * @throws InvalidMessageException if the message is not what it should be: the socket is closed
         *     with 1008. Any other exception is logged and closes it with 1011
         */
        void handle(ClientMessage message, SocketPeer sender) throws InvalidMessageException;
    }
}
