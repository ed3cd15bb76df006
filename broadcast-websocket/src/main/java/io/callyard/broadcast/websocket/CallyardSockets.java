package io.callyard.broadcast.websocket;

import io.callyard.broadcast.Broadcaster;
import io.callyard.model.TenantId;
import io.callyard.model.UserId;
import io.callyard.spi.scheduling.Scheduler;
import io.callyard.spi.security.Authenticator;
import io.callyard.ticket.Tickets;
import io.callyard.wire.EventFrames;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lets clients follow an engine's events over WebSocket, on any Jakarta container:
 *
 * <pre>{@code
 * CallyardSockets sockets = CallyardSockets.of(engine.broadcaster(), authenticator, scheduler)
 *         .settings(SocketSettings.DEFAULT.withOrigins(Set.of("https://app.example.com")))
 *         .build();
 * serverContainer.addEndpoint(sockets.endpoint("/ws"));
 * }</pre>
 *
 * <p>A client shows its token as {@code Authorization: Bearer}, or beside {@code callyard.v1} as a
 * second subprotocol {@code bearer.<token>}, or instead of it a ticket as {@code ?ticket=}. What it
 * sees follows from the token alone: whoever has the role {@code VIEWER} all of the tenant's, anybody
 * else the calls that he himself asked for; numbers with their middle hidden, unless he is an {@code
 * OPERATOR}. See the package for the messages.
 *
 * <p>Register the endpoint before the container starts, and {@linkplain #close() close} this when it
 * stops. It neither starts nor stops the engine.
 *
 * <p><b>Threads.</b> Safe for many threads.
 */
public final class CallyardSockets implements AutoCloseable {
    private final SocketParts parts;
    private final Handshake handshake;

    private CallyardSockets(Builder builder) {
        SocketSettings settings = builder.settings;
        parts = new SocketParts(
                builder.broadcaster,
                new Identities(builder.authenticator, builder.tickets),
                builder.scheduler,
                settings,
                builder.messages,
                new EventFrames(),
                new OpenSockets(settings.limits()),
                new Counters());
        Origins origins = new Origins(settings.origins(), settings.withoutOrigin());
        Reception reception = new Reception(parts, origins);
        handshake = new Handshake(origins, builder.addresses, () -> new SocketEndpoint(reception));
    }

    /**
     * Begins sockets.
     *
     * @param broadcaster an engine's
     * @param authenticator says who stands behind a token
     * @param scheduler gives time and threads
     */
    public static Builder of(Broadcaster broadcaster, Authenticator authenticator, Scheduler scheduler) {
        return new Builder(broadcaster, authenticator, scheduler);
    }

    /**
     * Returns what to add to a {@link jakarta.websocket.server.ServerContainer}.
     *
     * @param path where, as {@code /ws}; without variable parts
     */
    public ServerEndpointConfig endpoint(String path) {
        return ServerEndpointConfig.Builder.create(SocketEndpoint.class, path)
                .subprotocols(List.of(Knock.PROTOCOL))
                .configurator(handshake)
                .build();
    }

    /**
     * Closes a user's sockets on this node, as he logs out or his token is revoked. Those on other nodes
     * are closed as soon as the authenticator no longer knows the token, within the time of {@link
     * SocketSettings#tokenCheck()}; so make it forget the token first.
     *
     * @return how many there were
     */
    public int close(TenantId tenant, UserId user) {
        List<Socket> theirs = parts.open().of(tenant, user);
        parts.figures().tokensLost.add(theirs.size());
        theirs.forEach(socket -> socket.close(Closing.LOGGED_OUT));
        return theirs.size();
    }

    /**
     * Returns the source of {@code callyard-client.js}, a module for browsers, to be served as {@code
     * text/javascript} by whoever has no other way to the file in this jar.
     */
    public static String clientScript() {
        try (InputStream in = CallyardSockets.class.getResourceAsStream("callyard-client.js")) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks callyard-client.js");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns how sockets fare. */
    public SocketFigures figures() {
        Counters counters = parts.figures();
        return new SocketFigures(
                parts.open().count(),
                counters.opened.sum(),
                counters.refused.sum(),
                counters.tooSlow.sum(),
                counters.tokensLost.sum(),
                counters.failedMessages.sum());
    }

    /** Closes all sockets and lets none in any more. Their clients come back and resume elsewhere. */
    @Override
    public void close() {
        parts.open().close().forEach(socket -> socket.close(Closing.GOING_AWAY));
    }

    /** Collects what sockets are made of. One thread at a time. */
    public static final class Builder {
        private final Broadcaster broadcaster;
        private final Authenticator authenticator;
        private final Scheduler scheduler;
        private SocketSettings settings = SocketSettings.DEFAULT;
        private ClientMessages messages = ClientMessages.none();
        private AddressSource addresses = AddressSource.container();
        private @Nullable Tickets tickets;

        private Builder(Broadcaster broadcaster, Authenticator authenticator, Scheduler scheduler) {
            this.broadcaster = broadcaster;
            this.authenticator = authenticator;
            this.scheduler = scheduler;
        }

        /** Sets how sockets behave; otherwise as {@link SocketSettings#DEFAULT}. */
        public Builder settings(SocketSettings value) {
            settings = value;
            return this;
        }

        /** Sets who handles what clients send; otherwise nobody does. */
        public Builder messages(ClientMessages value) {
            messages = value;
            return this;
        }

        /** Sets the tickets that are taken; otherwise none are. */
        public Builder tickets(Tickets value) {
            tickets = value;
            return this;
        }

        /** Sets who knows where clients come from; otherwise the container. */
        public Builder addresses(AddressSource value) {
            addresses = value;
            return this;
        }

        /** Returns sockets of which none is open. */
        public CallyardSockets build() {
            return new CallyardSockets(this);
        }
    }
}
