package io.callyard.broadcast.websocket;

import jakarta.websocket.server.HandshakeRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a client shows when it asks for a socket.
 *
 * @param origins the origins it names; browsers name exactly one
 * @param speaksProtocol whether it speaks {@value #PROTOCOL}
 * @param credentials what says who it is, of whatever kind; valid only if there is exactly one
 * @param address where it comes from; absent if that is not known
 */
record Knock(
        List<String> origins,
        boolean speaksProtocol,
        List<Credential> credentials,
        @Nullable String address) {
    static final String PROTOCOL = "callyard.v1";

    private static final String BEARER_PROTOCOL = "bearer.";
    private static final String BEARER = "Bearer ";
    private static final String TICKET = "ticket=";

    /**
     * One thing that says who somebody is.
     *
     * @param text a token or a ticket, as it was sent
     * @param ticket whether it is a ticket
     */
    record Credential(String text, boolean ticket) {
        /** Without the text, which belongs into no log. */
        @Override
        public String toString() {
            return ticket ? "a ticket" : "a token";
        }
    }

    static Knock of(HandshakeRequest request, Optional<String> address) {
        List<String> protocols = Headers.list(request, HandshakeRequest.SEC_WEBSOCKET_PROTOCOL);
        List<Credential> credentials = new ArrayList<>();
        for (String value : Headers.values(request, "Authorization")) {
            // One of another scheme is no token, and no reason to look for one elsewhere.
            boolean bearer = value.regionMatches(true, 0, BEARER, 0, BEARER.length());
            credentials.add(
                    new Credential(bearer ? value.substring(BEARER.length()).strip() : "", false));
        }
        for (String protocol : protocols) {
            if (protocol.startsWith(BEARER_PROTOCOL)) {
                credentials.add(new Credential(protocol.substring(BEARER_PROTOCOL.length()), false));
            }
        }
        String query = request.getQueryString();
        for (String parameter : query == null ? new String[0] : query.split("&", -1)) {
            if (parameter.startsWith(TICKET)) {
                credentials.add(new Credential(parameter.substring(TICKET.length()), true));
            }
        }
        return new Knock(
                Headers.values(request, "Origin"),
                protocols.contains(PROTOCOL),
                List.copyOf(credentials),
                address.orElse(null));
    }
}
