package io.callyard.broadcast.websocket;

import io.callyard.broadcast.websocket.Identities.Identity;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets clients in, and looks after those who are. Safe for many threads. */
final class Reception {
    private static final Logger log = LoggerFactory.getLogger(Reception.class);
    private static final Duration LONGEST_ROUND = Duration.ofSeconds(1);

    /** Tomcat keeps the thread that closes a session of a client that does not read for so long. */
    private static final String TOMCAT_BLOCKING_SEND_TIMEOUT = "org.apache.tomcat.websocket.BLOCKING_SEND_TIMEOUT";

    /** How much of a message containers keep at once, in bytes or characters. */
    private static final int PART = 512;

    private static final long BLOCKING_SEND_MILLIS = 5_000;

    private final SocketParts parts;
    private final Origins origins;
    private final Duration round;
    private final AtomicBoolean goingRound = new AtomicBoolean();

    Reception(SocketParts parts, Origins origins) {
        this.parts = parts;
        this.origins = origins;
        this.round = round(parts.settings());
    }

    /** So often that every bound is kept closely. */
    private static Duration round(SocketSettings settings) {
        Duration shortest = LONGEST_ROUND.multipliedBy(5);
        for (Duration bound : new Duration[] {settings.tokenCheck(), settings.pingEvery(), settings.patience()}) {
            shortest = bound.compareTo(shortest) < 0 ? bound : shortest;
        }
        return shortest.dividedBy(5);
    }

    /** Returns a socket for a connection; {@code null} if it was closed instead. */
    @Nullable
    Socket receive(Session session, EndpointConfig config) {
        Knock knock = Handshake.knock(config.getUserProperties());
        Closing refusal = refusal(knock);
        Identity identity =
                knock == null || refusal != null ? null : parts.identities().identify(knock);
        if (knock == null || identity == null) {
            return refuse(session, refusal == null ? Closing.UNAUTHENTICATED : refusal);
        }
        Socket socket = new Socket(parts, session, identity, knock.address(), round);
        Closing full = parts.open().enter(socket);
        if (full != null) {
            return refuse(session, full);
        }
        SocketSettings settings = parts.settings();
        session.setMaxTextMessageBufferSize(PART);
        session.setMaxBinaryMessageBufferSize(PART);
        // Pings keep it alive, so the container must be no less patient. Where it waits for ever it is left
        // so: Tyrus 2.2 closes some sockets at once when it is given a time.
        long patience = settings.silence().multipliedBy(2).toMillis();
        if (session.getMaxIdleTimeout() > 0 && session.getMaxIdleTimeout() < patience) {
            session.setMaxIdleTimeout(patience);
        }
        session.getUserProperties().put(TOMCAT_BLOCKING_SEND_TIMEOUT, BLOCKING_SEND_MILLIS);
        return socket;
    }

    /** Returns what takes the texts that a client sends. */
    TextParts texts(Socket socket) {
        return new TextParts(
                parts.settings().limits().messageBytes(), socket::received, () -> socket.close(Closing.TOO_LARGE));
    }

    /** The container has been told who listens. */
    void welcome(Socket socket) {
        parts.figures().opened.increment();
        log.atDebug()
                .addKeyValue("tenant", socket.principal().tenant())
                .addKeyValue("user", socket.principal().user())
                .log("a socket is open");
        goRound();
    }

    private @Nullable Closing refusal(@Nullable Knock knock) {
        if (knock == null) {
            return Closing.FAULT;
        } else if (!origins.allows(knock.origins())) {
            return Closing.FOREIGN;
        }
        return knock.speaksProtocol() ? null : Closing.WRONG_PROTOCOL;
    }

    private @Nullable Socket refuse(Session session, Closing why) {
        parts.figures().refused.increment();
        Socket.close(session, why);
        return null;
    }

    /** Looks after all sockets again and again, as long as there are any. */
    private void goRound() {
        if (goingRound.compareAndSet(false, true)) {
            parts.scheduler().schedule(round, this::lookAround);
        }
    }

    private void lookAround() {
        try {
            parts.open().all().forEach(Socket::look);
        } finally {
            goingRound.set(false);
            if (parts.open().count() > 0) {
                goRound();
            }
        }
    }
}
