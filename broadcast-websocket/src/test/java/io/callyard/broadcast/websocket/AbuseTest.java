package io.callyard.broadcast.websocket;

import static io.callyard.broadcast.websocket.TestSockets.ACME;
import static io.callyard.broadcast.websocket.TestSockets.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that break the rules are closed, and what they sent had no effect. */
@ParameterizedClass
@EnumSource(Container.class)
@Tag("R3.1")
class AbuseTest {
    @Parameter
    Container container;

    private final AtomicInteger effects = new AtomicInteger();
    private TestSockets server;

    @BeforeEach
    void start() {
        server = new TestSockets(
                container,
                TestSockets.SETTINGS.withLimits(SocketLimits.DEFAULT.withSockets(3, 5, 100, 100)),
                type -> type.equals("act") ? (message, sender) -> effects.incrementAndGet() : null);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void anyMinuteHoldsAHundredMessagesAndNotOneMore() {
        try (TestClient client = server.open(VIEWER)) {
            for (int i = 0; i < 100; i++) {
                client.send("{\"type\":\"ping\"}");
            }
            for (int i = 0; i < 100; i++) {
                assertThat(client.next()).containsEntry("type", "pong");
            }

            client.send("{\"type\":\"act\"}");

            assertThat(client.closeCode()).isEqualTo(1008);
            assertThat(effects).hasValue(0);
        }
    }

    @Test
    void aMessageOfSixtyFourKilobytesIsReadAndALargerOneIsNot() throws IOException {
        try (TestClient client = server.open(VIEWER)) {
            client.send(padded(64 * 1024));
            assertThat(client.upToPong()).isEmpty();
            assertThat(effects).hasValue(1);
        }
        try (RawClient client = RawClient.open(server, VIEWER)) {
            client.send(RawClient.TEXT, padded(64 * 1024 + 1));
            assertThat(client.closeCode()).isEqualTo(1009);
        }
        try (RawClient client = RawClient.open(server, VIEWER)) {
            // In characters it is small enough.
            client.send(RawClient.TEXT, padded(64 * 1024).replace("  ", " \u00e9"));
            assertThat(client.closeCode()).isEqualTo(1009);
        }
        assertThat(effects).hasValue(1);
    }

    @Test
    void aMessageInPiecesWithoutEndIsNotGathered() throws IOException {
        try (RawClient client = RawClient.open(server, VIEWER)) {
            byte[] piece = new byte[8 * 1024];
            Arrays.fill(piece, (byte) ' ');
            client.send(0x01, piece);
            try {
                for (int i = 0; i < 1_000; i++) {
                    client.send(0x00, piece);
                }
            } catch (IOException e) {
                // Closed while we were at it, as it should be.
            }
            assertThat(client.closeCode()).isIn(1009, 1006);
        }
        assertThat(effects).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "act",
                "null",
                "[]",
                "\"act\"",
                "{",
                "{\"type\":\"act\"",
                "{\"type\":\"act\"} x",
                "{\"type\":\"act\"}{\"type\":\"act\"}",
                "{\"type\":1}",
                "{\"type\":null}",
                "{\"kind\":\"act\"}",
                "{\"type\":\"act\",\"type\":\"act\"}",
                "{'type':'act'}",
                "{\"type\":\"act\",\"n\":NaN}",
                "{\"type\":\"act\",\"n\":1e999999999}",
                "{\"type\":\"act\",\"a\":[[[[[[[[[[]]]]]]]]]]}"
            })
    void whatIsNoMessageIsMalformed(String text) {
        try (TestClient client = server.open(VIEWER)) {
            client.send(text);

            assertThat(client.closeCode()).isEqualTo(1007);
            assertThat(effects).hasValue(0);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"other\"}",
                "{\"type\":\"\"}",
                "{\"type\":\"resume\",\"after\":-1}",
                "{\"type\":\"resume\",\"after\":1.5}",
                "{\"type\":\"resume\",\"after\":\"1\"}",
                "{\"type\":\"resume\",\"after\":99999999999999999999}",
                "{\"type\":\"resume\",\"after\":true}",
                "{\"type\":\"resume\",\"room\":1}"
            })
    void whatNobodyUnderstandsIsForbidden(String text) {
        try (TestClient client = server.open(VIEWER)) {
            client.send(text);

            assertThat(client.closeCode()).isEqualTo(1008);
        }
    }

    /** Some containers only cut the line where a frame is not one; the client sees 1006 then. */
    @ParameterizedTest
    @CsvSource({
        "binary,1003",
        "not UTF-8,1007",
        "unmasked,1002",
        "reserved bit,1002",
        "unknown opcode,1002",
        "long ping,1002",
        "stray continuation,1002",
        "ping in pieces,1002",
        "new text inside,1002",
        "bad close code,1002"
    })
    void framesThatBreakTheRulesHaveNoEffect(String what, int code) throws IOException {
        assumeFalse(
                container == Container.TYRUS && what.equals("unmasked"),
                "Tyrus takes frames without a mask, and shows the endpoint no difference");
        byte[] act = "{\"type\":\"act\"}".getBytes(StandardCharsets.UTF_8);
        try (RawClient client = RawClient.open(server, VIEWER)) {
            switch (what) {
                case "binary" -> client.send(0x82, act);
                case "not UTF-8" -> client.send(RawClient.TEXT, new byte[] {'{', (byte) 0xc3, (byte) 0x28, '}'});
                case "unmasked" -> {
                    client.send(new byte[] {(byte) RawClient.TEXT, (byte) act.length});
                    client.send(act);
                }
                case "reserved bit" -> client.send(0xc1, act);
                case "unknown opcode" -> client.send(0x83, act);
                case "long ping" -> client.send(RawClient.PING, new byte[126]);
                case "stray continuation" -> client.send(0x80, act);
                case "ping in pieces" -> client.send(0x09, act);
                case "new text inside" -> {
                    client.send(0x01, act);
                    client.send(RawClient.TEXT, act);
                }
                default -> client.send(RawClient.CLOSE, new byte[] {0x03, (byte) 0xed});
            }

            assertThat(client.closeCode()).isIn(code, 1006);
        }
        assertThat(effects).hasValue(0);
    }

    @Test
    void oneUserAndOneTenantMayHaveOnlySoManySockets() throws Exception {
        List<TestClient> clients = new ArrayList<>();
        try {
            for (int i = 0; i < 3; i++) {
                clients.add(server.follow(VIEWER, 0));
            }
            try (TestClient fourth = server.open(VIEWER)) {
                assertThat(fourth.closeCode()).isEqualTo(1013);
            }
            clients.add(server.follow("acme.bob.viewer", 0));
            clients.add(server.follow("acme.eve.viewer", 0));
            try (TestClient sixth = server.open("acme.joe.viewer");
                    TestClient elsewhere = server.follow("globex.joe.viewer", 0)) {
                assertThat(sixth.closeCode()).isEqualTo(1013);
                assertThat(elsewhere.upToPong()).isEmpty();
            }
            clients.remove(0).close();
            for (int i = 0; i < 200 && server.sockets.figures().open() > 4; i++) {
                Thread.sleep(25);
            }
            try (TestClient again = server.follow(VIEWER, 0)) {
                server.log.append(ACME);
                assertThat(again.events(1)).hasSize(1);
            }
        } finally {
            clients.forEach(TestClient::close);
        }
    }

    private static String padded(int bytes) {
        String message = "{\"type\":\"act\"}";
        return message + " ".repeat(bytes - message.length());
    }
}
