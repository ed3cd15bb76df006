package io.callyard.broadcast.websocket;

import static io.callyard.broadcast.websocket.TestSockets.ACME;
import static io.callyard.broadcast.websocket.TestSockets.ADA;
import static io.callyard.broadcast.websocket.TestSockets.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.callyard.SystemScheduler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The Java client in the guide compiles, runs, and is this code. */
class LiveGuideTest {
    @Test
    @Tag("R0.5")
    void theClientComesBackAndMissesNothing() throws InterruptedException {
        BlockingQueue<JsonNode> events = new LinkedBlockingQueue<>();
        try (SystemScheduler scheduler = new SystemScheduler()) {
            TestLog log = new TestLog(scheduler);
            TestSockets first = sockets(log);
            try (TestSockets other = sockets(log)) {
                AtomicReference<TestSockets> node = new AtomicReference<>(first);
                log.append(ACME);
                new LiveClient(other.http(), () -> node.get().uri(""), VIEWER, Duration.ofMillis(200), events::add)
                        .connect();
                assertThat(seq(events)).isEqualTo(1);

                node.set(other);
                first.close();
                log.append(ACME);
                log.append(ACME);

                assertThat(seq(events)).isEqualTo(2);
                assertThat(seq(events)).isEqualTo(3);
                other.sockets.close(ACME, ADA); // the client is told that its token is of no use any more
            }
        }
    }

    private static TestSockets sockets(TestLog log) {
        return new TestSockets(Container.JETTY, TestSockets.SETTINGS, ClientMessages.none(), log.broadcaster);
    }

    private static long seq(BlockingQueue<JsonNode> events) throws InterruptedException {
        JsonNode event = events.poll(20, TimeUnit.SECONDS);
        assertThat(event).isNotNull();
        return event.path("seq").asLong();
    }

    @Test
    void theGuideShowsThisCode() throws IOException {
        String source = Files.readString(Path.of("src/test/java/io/callyard/broadcast/websocket/LiveClient.java"));
        String shown = source.substring(source.indexOf("// guide begins") + 15, source.indexOf("// guide ends"));
        String guide = Files.readString(Path.of("../docs/live.md"));
        String chapter = guide.substring(guide.indexOf("## A client in Java\n"));
        String block = chapter.substring(chapter.indexOf("```java") + 7);

        assertThat(unspaced(block.substring(0, block.indexOf("```")))).isEqualTo(unspaced(shown));
    }

    /** Layout is the formatter's business. */
    private static String unspaced(String code) {
        return code.replaceAll("\\s+", "");
    }
}
