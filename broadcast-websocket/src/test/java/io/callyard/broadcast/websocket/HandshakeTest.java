package io.callyard.broadcast.websocket;

import static io.callyard.broadcast.websocket.TestSockets.ACME;
import static io.callyard.broadcast.websocket.TestSockets.ORIGIN;
import static io.callyard.broadcast.websocket.TestSockets.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.spi.security.Principal;
import io.callyard.spi.security.Principal.Role;
import io.callyard.ticket.Ticket;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is let in, in each container. */
@ParameterizedClass
@EnumSource(Container.class)
@Tag("R3.1")
class HandshakeTest {
    @Parameter
    Container container;

    private TestSockets server;

    @BeforeEach
    void start() {
        server = new TestSockets(container);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void letsAProgramInThatShowsItsTokenInTheHeader() {
        try (TestClient client = server.open(VIEWER)) {
            assertThat(client.subprotocol()).isEqualTo("callyard.v1");
            assertThat(client.upToPong()).isEmpty();
        }
    }

    @Test
    void letsAPageInThatShowsItsTokenAsASubprotocolAndDoesNotEchoIt() {
        try (TestClient client =
                TestClient.open(server, "", Map.of("Origin", ORIGIN), "callyard.v1", "bearer." + VIEWER)) {
            assertThat(client.subprotocol()).isEqualTo("callyard.v1");
            assertThat(client.upToPong()).isEmpty();
        }
    }

    @Test
    void letsATicketInOnceAndNeverAgain() {
        Ticket ticket = server.tickets.issue(new Principal(ACME, TestSockets.ADA, Set.of(Role.VIEWER)), VIEWER);
        try (TestClient client = TestClient.open(server, "?ticket=" + ticket.secret(), Map.of(), "callyard.v1");
                TestClient again = TestClient.open(server, "?ticket=" + ticket.secret(), Map.of(), "callyard.v1")) {
            assertThat(client.upToPong()).isEmpty();
            assertThat(again.closeCode()).isEqualTo(4401);
        }
    }

    @Test
    void aTicketWhoseTokenStandsForSomebodyElseByNowIsWorthNothing() {
        Ticket ticket = server.tickets.issue(new Principal(ACME, TestSockets.ADA, Set.of(Role.ADMIN)), VIEWER);
        try (TestClient client = TestClient.open(server, "?ticket=" + ticket.secret(), Map.of(), "callyard.v1")) {
            assertThat(client.closeCode()).isEqualTo(4401);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?token=" + VIEWER,
                "?access_token=" + VIEWER,
                "?ticket=" + VIEWER,
                "?ticket=",
                "?bearer=" + VIEWER
            })
    void noTokenIsTakenFromTheAddress(String query) {
        try (TestClient client = TestClient.open(server, query, Map.of(), "callyard.v1")) {
            assertThat(client.closeCode()).isEqualTo(4401);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer nonsense", "Bearer broken", "Bearer ", "Bearer", "Basic YTpi", "Bearer a.b.c.d"})
    void whoeverShowsNoValidTokenIsTurnedAway(String authorization) {
        try (TestClient client = TestClient.open(server, "", Map.of("Authorization", authorization), "callyard.v1")) {
            assertThat(client.closeCode()).isEqualTo(4401);
        }
    }

    @Test
    void twoTokensAreNone() {
        try (TestClient client = TestClient.open(
                server, "", Map.of("Authorization", "Bearer " + VIEWER), "callyard.v1", "bearer.globex.eve.admin")) {
            assertThat(client.closeCode()).isEqualTo(4401);
        }
    }

    @Test
    void whoeverDoesNotSpeakTheProtocolIsToldSo() {
        try (TestClient other = TestClient.open(server, "", Map.of("Authorization", "Bearer " + VIEWER))) {
            assertThat(other.closeCode()).isEqualTo(1002);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "null",
                "http://app.example.com",
                "https://app.example.com:8443",
                "https://app.example.com.evil.example",
                "https://evil.example/https://app.example.com",
                "https://sub.app.example.com",
                "HTTPS://APP.EXAMPLE.COM",
                "https://app.example.com/",
                "https://app.example.com, https://evil.example",
                "*"
            })
    void otherOriginsAreRefused(String origin) throws IOException {
        assertThat(RawClient.handshake(server, "Authorization: Bearer " + VIEWER, "Origin: " + origin))
                .isEqualTo(403);
        assertThat(server.sockets.figures().opened()).isZero();
    }

    @Test
    void aClientWithoutAnOriginIsRefusedWhereOneIsExpected() throws IOException {
        try (TestSockets strict = new TestSockets(container, TestSockets.SETTINGS.withWithoutOrigin(false))) {
            assertThat(RawClient.handshake(strict, "Authorization: Bearer " + VIEWER))
                    .isEqualTo(403);
            try (TestClient page =
                    TestClient.open(strict, "", Map.of("Origin", ORIGIN), "callyard.v1", "bearer." + VIEWER)) {
                assertThat(page.upToPong()).isEmpty();
            }
        }
    }
}
