package io.callyard.broadcast.websocket;

import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/**
 * Says from which network address a client comes, for the limit per address. The Jakarta API does not
 * tell.
 *
 * <p><b>Threads.</b> Safe for many threads.
 */
@FunctionalInterface
public interface AddressSource {
    /** Returns the address; empty if it is not known, and then not counted. */
    Optional<String> addressOf(ServerEndpointConfig config, HandshakeRequest request);

    /** What the container tells: Jetty does, Tomcat and Tyrus do not. */
    static AddressSource container() {
        return (config, request) -> config.getUserProperties().get("jakarta.websocket.endpoint.remoteAddress")
                        instanceof InetSocketAddress address
                ? Optional.of(address.getHostString())
                : Optional.empty();
    }

    /**
     * The last address in a header, as the proxy next to this server adds it to {@code X-Forwarded-For}.
     * Only for servers that can be reached through such a proxy alone: anybody else could write there
     * what he likes.
     */
    static AddressSource lastOf(String header) {
        return (config, request) -> {
            List<String> values = Headers.list(request, header);
            return values.isEmpty() ? Optional.empty() : Optional.of(values.get(values.size() - 1));
        };
    }
}
