package io.callyard.broadcast.websocket;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The container's side of one connection. Public because containers demand it; made by {@link
 * CallyardSockets} only.
 */
public final class SocketEndpoint extends Endpoint {
    private static final Logger log = LoggerFactory.getLogger(SocketEndpoint.class);

    private final Reception reception;
    private volatile @Nullable Socket socket;

    SocketEndpoint(Reception reception) {
        this.reception = reception;
    }

    @Override
    public void onOpen(Session session, EndpointConfig config) {
        Socket opened = reception.receive(session, config);
        if (opened == null) {
            return;
        }
        socket = opened;
        session.addMessageHandler(String.class, reception.texts(opened));
        session.addMessageHandler(
                ByteBuffer.class, (MessageHandler.Whole<ByteBuffer>) bytes -> opened.close(Closing.NOT_TEXT));
        session.addMessageHandler(PongMessage.class, (MessageHandler.Whole<PongMessage>) pong -> opened.answered());
        reception.welcome(opened);
    }

    @Override
    public void onClose(Session session, CloseReason reason) {
        Socket known = socket;
        if (known != null) {
            known.gone();
        }
    }

    /** The container closes the session by itself, in the way that the fault asks for. */
    @Override
    public void onError(Session session, Throwable cause) {
        log.debug("a socket failed", cause);
        Socket known = socket;
        if (known != null && !session.isOpen()) {
            known.gone();
        }
    }
}
