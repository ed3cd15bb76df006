package io.callyard.broadcast.websocket;

import static io.callyard.broadcast.websocket.TestSockets.SETTINGS;
import static io.callyard.broadcast.websocket.TestSockets.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.websocket.server.HandshakeRequest;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Sockets are limited by network address where that is known. */
class AddressLimitTest {
    private final SocketSettings two = SETTINGS.withLimits(SocketLimits.DEFAULT.withSockets(100, 100, 2, 100));

    @Test
    void jettyTellsWhereClientsComeFrom() {
        try (TestSockets server = new TestSockets(Container.JETTY, two);
                TestClient first = server.follow(VIEWER, 0);
                TestClient second = server.follow("globex.bob.viewer", 0);
                TestClient third = server.open("initech.eve.viewer")) {
            assertThat(third.closeCode()).isEqualTo(1013);
            assertThat(first.upToPong()).isEmpty();
            assertThat(second.upToPong()).isEmpty();
        }
    }

    @Test
    void whereNobodyTellsNobodyIsCounted() {
        try (TestSockets server = new TestSockets(Container.TOMCAT, two);
                TestClient first = server.follow(VIEWER, 0);
                TestClient second = server.follow("globex.bob.viewer", 0);
                TestClient third = server.follow("initech.eve.viewer", 0)) {
            assertThat(List.of(first, second, third))
                    .allSatisfy(client -> assertThat(client.upToPong()).isEmpty());
        }
    }

    @Test
    void ofAHeaderOnlyTheLastAddressIsBelieved() {
        assertThat(last(List.of("6.6.6.6, 10.0.0.1"))).isEqualTo("10.0.0.1");
        assertThat(last(List.of("6.6.6.6", "10.0.0.2"))).isEqualTo("10.0.0.2");
        assertThat(last(List.of())).isEqualTo("none");
    }

    private static String last(List<String> values) {
        HandshakeRequest request = (HandshakeRequest) Proxy.newProxyInstance(
                AddressLimitTest.class.getClassLoader(),
                new Class<?>[] {HandshakeRequest.class},
                (proxy, method, arguments) -> Map.of("x-forwarded-for", values));
        return AddressSource.lastOf("X-Forwarded-For").addressOf(null, request).orElse("none");
    }
}
