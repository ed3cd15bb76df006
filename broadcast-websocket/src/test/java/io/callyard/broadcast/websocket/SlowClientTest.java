package io.callyard.broadcast.websocket;

import static io.callyard.broadcast.websocket.TestSockets.ACME;
import static io.callyard.broadcast.websocket.TestSockets.ADA;
import static io.callyard.broadcast.websocket.TestSockets.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.broadcast.websocket.RawClient.Frame;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Clients that do not read, or do not answer, cost little, delay nobody and are closed. */
@ParameterizedClass
@EnumSource(Container.class)
@Tag("R0.6")
class SlowClientTest {
    private static final int LENGTH = 16 * 1024;

    @Parameter
    Container container;

    private TestSockets server;

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aClientThatDoesNotReadDelaysNobodyAndIsClosedInTime() throws Exception {
        Duration patience = Duration.ofSeconds(2);
        server = new TestSockets(container, TestSockets.SETTINGS.withPatience(128 * 1024, patience));
        try (RawClient stuck = RawClient.open(server, VIEWER, 8 * 1024);
                TestClient healthy = server.follow("acme.bob.viewer", 0)) {
            stuck.send(RawClient.TEXT, "{\"type\":\"resume\",\"after\":0}");
            stuck.read();
            long from = System.nanoTime();
            // More than the buffers of the system on both sides take.
            server.log.appendMany(ACME, ADA, 1_000, LENGTH);

            assertThat(healthy.events(1_000)).hasSize(1_000);

            for (int i = 0; i < 400 && server.sockets.figures().open() > 1; i++) {
                TimeUnit.MILLISECONDS.sleep(25);
            }
            assertThat(server.sockets.figures().open()).isEqualTo(1);
            assertThat(server.sockets.figures().tooSlow()).isEqualTo(1);
            assertThat(Duration.ofNanos(System.nanoTime() - from)).isBetween(patience, patience.plusSeconds(4));
            assertThat(healthy.upToPong()).isEmpty();
        }
    }

    @Test
    void aClientThatReadsAgainInTimeGetsEverythingAndNothingTwice() throws Exception {
        server = new TestSockets(container, TestSockets.SETTINGS.withPatience(64 * 1024, Duration.ofSeconds(20)));
        try (RawClient slow = RawClient.open(server, VIEWER, 8 * 1024)) {
            slow.send(RawClient.TEXT, "{\"type\":\"resume\",\"after\":0}");
            assertThat(slow.read().text()).contains("resumed");
            server.log.appendMany(ACME, ADA, 700, LENGTH);
            TimeUnit.MILLISECONDS.sleep(500);

            for (int seq = 1; seq <= 700; seq++) {
                Map<String, Object> event = TestJson.object(next(slow).text());
                assertThat(event).containsEntry("seq", seq).containsEntry("prev", seq - 1);
            }
            assertThat(server.sockets.figures().tooSlow()).isZero();
        }
    }

    @Test
    void aClientThatIsClosedForItsSlownessResumesWithoutAGap() throws Exception {
        server = new TestSockets(container, TestSockets.SETTINGS.withPatience(64 * 1024, Duration.ofSeconds(1)));
        int seen = 0;
        try (RawClient slow = RawClient.open(server, VIEWER, 8 * 1024)) {
            slow.send(RawClient.TEXT, "{\"type\":\"resume\",\"after\":0}");
            server.log.appendMany(ACME, ADA, 1_000, LENGTH);
            for (int i = 0; i < 400 && server.sockets.figures().tooSlow() == 0; i++) {
                TimeUnit.MILLISECONDS.sleep(25);
            }
            seen = readToTheEnd(slow);
        }
        assertThat(seen).isLessThan(1_000);

        try (TestClient again = server.follow(VIEWER, seen)) {
            List<Map<String, Object>> rest = again.events(1_000 - seen);
            assertThat(rest.get(0)).containsEntry("prev", seen).containsEntry("seq", seen + 1);
            assertThat(rest.get(rest.size() - 1)).containsEntry("seq", 1_000);
        }
    }

    @Test
    @Tag("R3.7")
    void aClientThatNoLongerAnswersIsPingedAndClosed() throws Exception {
        Duration silence = Duration.ofMillis(2_000);
        server = new TestSockets(container, TestSockets.SETTINGS.withPings(Duration.ofMillis(600), silence));
        try (RawClient dead = RawClient.open(server, VIEWER);
                TestClient alive = server.follow("acme.bob.viewer", 0)) {
            dead.send(RawClient.TEXT, "{\"type\":\"resume\"}");
            dead.read();
            long from = System.nanoTime();
            assertThat(dead.read().head()).isEqualTo(RawClient.PING);

            assertThat(dead.closeCode()).isEqualTo(1001);

            assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(silence.multipliedBy(2));
            assertThat(server.sockets.figures().open()).isEqualTo(1);
            TimeUnit.MILLISECONDS.sleep(silence.toMillis());
            assertThat(alive.upToPong()).isEmpty();
        }
    }

    private static Frame next(RawClient client) throws IOException {
        Frame frame = client.read();
        while (frame.head() != RawClient.TEXT) {
            frame = client.read();
        }
        return frame;
    }

    /** Returns the last number that came. */
    private static int readToTheEnd(RawClient client) {
        int seen = 0;
        try {
            for (Frame frame = client.read(); frame.head() != RawClient.CLOSE; frame = client.read()) {
                if (frame.head() == RawClient.TEXT && frame.text().startsWith("{\"seq\"")) {
                    seen = (Integer) TestJson.object(frame.text()).get("seq");
                }
            }
        } catch (IOException e) {
            // Cut off.
        }
        return seen;
    }
}
