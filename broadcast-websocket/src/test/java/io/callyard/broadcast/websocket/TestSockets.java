package io.callyard.broadcast.websocket;

import io.callyard.SystemScheduler;
import io.callyard.broadcast.Broadcaster;
import io.callyard.model.TenantId;
import io.callyard.model.UserId;
import io.callyard.spi.security.Authenticator;
import io.callyard.spi.security.Principal;
import io.callyard.spi.security.Principal.Role;
import io.callyard.ticket.MemoryTickets;
import java.net.URI;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The endpoint in a real container on loopback, over a log that holds what the test says. Tokens are
 * {@code <tenant>.<user>.<role>}: {@code acme.ada.viewer}; a role that is none gives none.
 */
final class TestSockets implements AutoCloseable {
    static final TenantId ACME = new TenantId("acme");
    static final TenantId GLOBEX = new TenantId("globex");
    static final UserId ADA = new UserId("ada");
    static final UserId BOB = new UserId("bob");
    static final String VIEWER = "acme.ada.viewer";
    static final String OPERATOR = "acme.ada.operator";
    static final String PLAIN = "acme.ada.none";
    static final String ORIGIN = "https://app.example.com";

    static final SocketSettings SETTINGS = SocketSettings.DEFAULT.withOrigins(Set.of(ORIGIN));

    final SystemScheduler scheduler = new SystemScheduler();
    final TestLog log = new TestLog(scheduler);
    final Set<String> revoked = ConcurrentHashMap.newKeySet();
    final Map<String, String> changed = new ConcurrentHashMap<>();
    volatile boolean hanging;
    final MemoryTickets tickets = new MemoryTickets(scheduler, new SecureRandom());
    final CallyardSockets sockets;
    private final Container.Running running;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    TestSockets(Container container) {
        this(container, SETTINGS);
    }

    TestSockets(Container container, SocketSettings settings) {
        this(container, settings, ClientMessages.none());
    }

    TestSockets(Container container, SocketSettings settings, ClientMessages messages) {
        this(container, settings, messages, null);
    }

    /** Over {@code broadcaster}, or over the log if that is absent. */
    TestSockets(
            Container container, SocketSettings settings, ClientMessages messages, @Nullable Broadcaster broadcaster) {
        sockets = CallyardSockets.of(broadcaster == null ? log.broadcaster : broadcaster, authenticator(), scheduler)
                .settings(settings)
                .tickets(tickets)
                .messages(messages)
                .build();
        try {
            running = container.start(sockets.endpoint("/ws"));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    int port() {
        return running.port();
    }

    URI uri(String query) {
        return URI.create("ws://127.0.0.1:" + port() + "/ws" + query);
    }

    HttpClient http() {
        return http;
    }

    /** Opens a socket with a token in the header. */
    TestClient open(String token) {
        return TestClient.open(this, "", Map.of("Authorization", "Bearer " + token), "callyard.v1");
    }

    /** Opens a socket and follows all there is. */
    TestClient follow(String token, long after) {
        TestClient client = open(token);
        client.send("{\"type\":\"resume\",\"after\":" + after + "}");
        client.await("resumed");
        return client;
    }

    @Override
    public void close() {
        sockets.close();
        try {
            running.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        scheduler.close();
    }

    private Authenticator authenticator() {
        return token -> {
            if (token.equals("broken")) {
                throw new IllegalStateException("the identity provider does not answer");
            }
            while (hanging) {
                Thread.onSpinWait();
            }
            String[] parts = changed.getOrDefault(token, token).split("\\.", -1);
            if (parts.length != 3 || revoked.contains(token)) {
                return Optional.empty();
            }
            Set<Role> roles = new HashSet<>();
            for (Role role : Role.values()) {
                if (role.name().equalsIgnoreCase(parts[2])) {
                    roles.add(role);
                }
            }
            return Optional.of(new Principal(new TenantId(parts[0]), new UserId(parts[1]), roles));
        };
    }
}
