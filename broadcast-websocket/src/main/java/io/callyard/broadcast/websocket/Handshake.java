package io.callyard.broadcast.websocket;

import jakarta.websocket.Extension;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The handshake. It refuses foreign origins; all else it notes for the endpoint, since only an open
 * socket can be told why it is closed. Shared by all connections, so it keeps nothing of any.
 */
final class Handshake extends ServerEndpointConfig.Configurator {
    private static final String KNOCK = "io.callyard.knock";

    private final Origins origins;
    private final AddressSource addresses;
    private final Supplier<SocketEndpoint> endpoints;

    Handshake(Origins origins, AddressSource addresses, Supplier<SocketEndpoint> endpoints) {
        this.origins = origins;
        this.addresses = addresses;
        this.endpoints = endpoints;
    }

    /** Returns what the client showed; {@code null} if this was no handshake of ours. */
    static @Nullable Knock knock(Map<String, Object> properties) {
        return properties.get(KNOCK) instanceof Knock knock ? knock : null;
    }

    @Override
    public boolean checkOrigin(@Nullable String origin) {
        return origins.allows(origin);
    }

    @Override
    public String getNegotiatedSubprotocol(List<String> supported, List<String> requested) {
        // Never the one that carries the token.
        return requested.contains(Knock.PROTOCOL) ? Knock.PROTOCOL : "";
    }

    @Override
    public List<Extension> getNegotiatedExtensions(List<Extension> installed, List<Extension> requested) {
        // Compression costs a window of memory for each socket, and lets a small message grow large.
        return List.of();
    }

    @Override
    public void modifyHandshake(ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
        config.getUserProperties().put(KNOCK, Knock.of(request, addresses.addressOf(config, request)));
    }

    @Override
    public <T> T getEndpointInstance(Class<T> endpointClass) {
        return endpointClass.cast(endpoints.get());
    }
}
