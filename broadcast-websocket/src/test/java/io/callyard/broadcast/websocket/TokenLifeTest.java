package io.callyard.broadcast.websocket;

import static io.callyard.broadcast.websocket.TestSockets.ACME;
import static io.callyard.broadcast.websocket.TestSockets.ADA;
import static io.callyard.broadcast.websocket.TestSockets.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A token that ceases to be valid ends the sockets it opened. */
@ParameterizedClass
@EnumSource(Container.class)
class TokenLifeTest {
    private static final Duration CHECK = Duration.ofMillis(1_000);

    @Parameter
    Container container;

    private TestSockets server;

    @BeforeEach
    void start() {
        server = new TestSockets(container, TestSockets.SETTINGS.withTokenCheck(CHECK));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    @Tag("R3.1")
    void aTokenThatIsNoLongerValidEndsItsSocketInTimeAndNoOther() {
        try (TestClient lost = server.follow(VIEWER, 0);
                TestClient other = server.follow("acme.bob.viewer", 0)) {
            long from = System.nanoTime();
            server.revoked.add(VIEWER);

            assertThat(lost.closeCode()).isEqualTo(4401);

            assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(CHECK.multipliedBy(3));
            assertThat(other.upToPong()).isEmpty();
            assertThat(server.sockets.figures().open()).isEqualTo(1);
            assertThat(server.sockets.figures().tokensLost()).isEqualTo(1);
        }
    }

    @Test
    @Tag("R3.7")
    void aLogoutEndsAllOfTheUsersSocketsAtOnceAndLeavesNothingBehind() throws InterruptedException {
        try (TestClient first = server.follow(VIEWER, 0);
                TestClient second = server.follow("acme.ada.none", 0);
                TestClient sameNameElsewhere = server.follow("globex.ada.viewer", 0)) {
            server.log.append(ACME, ADA, "hello");
            first.events(1);
            second.events(1);
            // Whoever has just begun may look once more.
            TimeUnit.MILLISECONDS.sleep(200);
            long before = server.log.reads.get();

            assertThat(server.sockets.close(ACME, ADA)).isEqualTo(2);

            assertThat(server.sockets.figures().open())
                    .as("the places are free at once")
                    .isEqualTo(1);
            server.log.append(ACME);
            assertThat(first.closeCode()).isEqualTo(4401);
            assertThat(second.closeCode()).isEqualTo(4401);
            assertThat(sameNameElsewhere.upToPong()).isEmpty();
            assertThat(server.log.reads.get()).as("nobody reads for them").isEqualTo(before);
        }
    }

    @Test
    @Tag("R3.1")
    void aRoleThatIsLostEndsTheSocketToo() {
        try (TestClient client = server.follow(VIEWER, 0)) {
            server.changed.put(VIEWER, "acme.ada.none");

            assertThat(client.closeCode()).isEqualTo(4401);
        }
    }

    @Test
    @Tag("R3.1")
    void whereNobodyCanTellWhetherATokenIsValidItsSocketIsClosed() {
        try (TestClient client = server.follow(VIEWER, 0)) {
            server.hanging = true;

            assertThat(client.closeCode()).isEqualTo(1013);
            server.hanging = false;
        }
    }

    @Test
    void aClientThatGoesLeavesNothingBehind() throws InterruptedException {
        TestClient client = server.follow(VIEWER, 0);
        assertThat(server.sockets.figures().open()).isEqualTo(1);

        client.abort();

        for (int i = 0; i < 200 && server.sockets.figures().open() > 0; i++) {
            TimeUnit.MILLISECONDS.sleep(25);
        }
        assertThat(server.sockets.figures().open()).isZero();
    }

    @Test
    void aServerThatStopsSaysSoAndLetsNobodyIn() {
        try (TestClient client = server.follow(VIEWER, 0)) {
            server.sockets.close();

            assertThat(client.closeCode()).isEqualTo(1001);
            try (TestClient late = server.open(VIEWER)) {
                assertThat(late.closeCode()).isEqualTo(1001);
            }
        }
    }
}
